using Workforce.Registry.V1;

namespace Workforce.Generator;

/// <summary>All that decides what a generated register says. Equal recipes make equal files.</summary>
/// <param name="Units">The city's work units; workers are spread over them by what kind they are.</param>
/// <param name="Rows">How many workers, each with one contract.</param>
/// <param name="Seed">Of the random numbers.</param>
/// <param name="RegionCode">Province and regency, the first four digits of a NIK; 5371 is Kota Kupang, 3572 Kota Blitar.</param>
/// <param name="Year">Contracts run from 1 January through 31 December of it.</param>
/// <param name="SignatoryTitle">Whose papers appoint the workers, for example <c>Wali Kota Kupang</c>.</param>
public sealed record RegisterRecipe(
    IReadOnlyList<WorkUnit> Units, int Rows, int Seed, string RegionCode, int Year, string SignatoryTitle)
{
    /// <summary>The seed of <c>examples/kupang/register.csv</c>.</summary>
    public const int KupangSeed = 20201231;

    /// <summary>Where its people are born and went to school.</summary>
    public Locality Locality { get; init; } = Locality.Kupang;

    /// <summary>By unit's code, where how many workers each has is known; null where they are spread by what kind the units are.</summary>
    public IReadOnlyDictionary<string, int>? Headcounts { get; init; }

    /// <summary>The vendor that employs all of them; empty when the city itself does.</summary>
    public string Vendor { get; init; } = "";

    public bool IsOutsourced => Vendor.Length > 0;

    public DateOnly FirstDay => new(Year, 1, 1);

    public DateOnly LastDay => new(Year, 12, 31);
}
