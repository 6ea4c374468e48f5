namespace Workforce.Generator;

/// <summary>A level of education (pendidikan).</summary>
/// <param name="Name">As registers write it.</param>
/// <param name="Age">Of those who complete it.</param>
/// <param name="Wage">Lowest and highest monthly wage, whole rupiah.</param>
/// <param name="Schools">Where it is completed.</param>
public sealed record Schooling(string Name, int Age, (int Least, int Most) Wage, IReadOnlyList<string> Schools)
{
    public static readonly Schooling Primary = new("SD", 13, (1_250_000, 1_450_000),
        ["SD Negeri Oesapa", "SD Inpres Sikumana 1", "SD Negeri Bakunase 2", "SD Inpres Liliba", "SD Negeri Camplong"]);

    public static readonly Schooling Junior = new("SMP", 16, (1_250_000, 1_500_000),
        ["SMP Negeri 3 Kupang", "SMP Negeri 8 Kupang", "SMP Negeri 11 Kupang", "SMP Negeri 1 Soe", "SMP Negeri 2 Atambua"]);

    public static readonly Schooling Senior = new("SMA", 19, (1_500_000, 1_800_000),
        ["SMA Negeri 2 Kupang", "SMA Negeri 4 Kupang", "SMA Negeri 7 Kupang", "SMA Negeri 1 Kefamenanu", "SMA Negeri 1 Rote Barat Daya"]);

    public static readonly Schooling Vocational = new("SMK", 19, (1_500_000, 1_850_000),
        ["SMK Negeri 1 Kupang", "SMK Negeri 2 Kupang", "SMK Negeri 3 Kupang", "SMK Negeri 1 Soe"]);

    public static readonly Schooling Diploma = new("D-III", 22, (1_750_000, 2_150_000),
        ["Politeknik Kesehatan Kupang", "Politeknik Negeri Kupang", "STIKes Maranatha Kupang"]);

    public static readonly Schooling Bachelor = new("S-1", 24, (2_000_000, 2_500_000),
        ["Universitas Nusa Cendana", "Universitas Katolik Widya Mandira", "Universitas Kristen Artha Wacana", "Universitas Muhammadiyah Kupang"]);
}
