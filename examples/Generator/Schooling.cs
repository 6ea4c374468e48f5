namespace Workforce.Generator;

/// <summary>A level of education (pendidikan).</summary>
/// <param name="Name">As registers write it.</param>
/// <param name="Age">Of those who complete it.</param>
/// <param name="Wage">Lowest and highest monthly wage, whole rupiah.</param>
public sealed record Schooling(string Name, int Age, (int Least, int Most) Wage)
{
    public static readonly Schooling Primary = new("SD", 13, (1_250_000, 1_450_000));

    public static readonly Schooling Junior = new("SMP", 16, (1_250_000, 1_500_000));

    public static readonly Schooling Senior = new("SMA", 19, (1_500_000, 1_800_000));

    public static readonly Schooling Vocational = new("SMK", 19, (1_500_000, 1_850_000));

    public static readonly Schooling Diploma = new("D-III", 22, (1_750_000, 2_150_000));

    public static readonly Schooling Bachelor = new("S-1", 24, (2_000_000, 2_500_000));
}
