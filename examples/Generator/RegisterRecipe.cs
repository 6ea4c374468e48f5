using Workforce.Registry.V1;

namespace Workforce.Generator;

/// <summary>All that decides what a generated register says. Equal recipes make equal files.</summary>
/// <param name="Units">The city's work units; workers are spread over them by what kind they are.</param>
/// <param name="Rows">How many workers, each with one contract.</param>
/// <param name="Seed">Of the random numbers.</param>
/// <param name="RegionCode">Province and regency, the first four digits of a NIK; 5371 is Kota Kupang.</param>
/// <param name="Year">Contracts run from 1 January through 31 December of it.</param>
/// <param name="SignatoryTitle">Whose decrees appoint the workers, for example <c>Wali Kota Kupang</c>.</param>
public sealed record RegisterRecipe(
    IReadOnlyList<WorkUnit> Units, int Rows, int Seed, string RegionCode, int Year, string SignatoryTitle)
{
    /// <summary>The seed of <c>examples/kupang/register.csv</c>.</summary>
    public const int KupangSeed = 20201231;

    public DateOnly FirstDay => new(Year, 1, 1);

    public DateOnly LastDay => new(Year, 12, 31);
}
