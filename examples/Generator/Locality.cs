namespace Workforce.Generator;

/// <summary>Where the people of a register are born and went to school.</summary>
/// <param name="Birthplaces">One that is listed twice is twice as common.</param>
/// <param name="Schools">Of each level of education, by its name.</param>
public sealed record Locality(IReadOnlyList<string> Birthplaces, IReadOnlyDictionary<string, IReadOnlyList<string>> Schools)
{
    public static readonly Locality Kupang = new(
        ["Kupang", "Kupang", "Kupang", "Soe", "Kefamenanu", "Atambua", "Ba'a", "Seba", "Kalabahi", "Ende", "Maumere", "Larantuka", "Waingapu"],
        new Dictionary<string, IReadOnlyList<string>>
        {
            [Schooling.Primary.Name] = ["SD Negeri Oesapa", "SD Inpres Sikumana 1", "SD Negeri Bakunase 2", "SD Inpres Liliba", "SD Negeri Camplong"],
            [Schooling.Junior.Name] = ["SMP Negeri 3 Kupang", "SMP Negeri 8 Kupang", "SMP Negeri 11 Kupang", "SMP Negeri 1 Soe", "SMP Negeri 2 Atambua"],
            [Schooling.Senior.Name] = ["SMA Negeri 2 Kupang", "SMA Negeri 4 Kupang", "SMA Negeri 7 Kupang", "SMA Negeri 1 Kefamenanu", "SMA Negeri 1 Rote Barat Daya"],
            [Schooling.Vocational.Name] = ["SMK Negeri 1 Kupang", "SMK Negeri 2 Kupang", "SMK Negeri 3 Kupang", "SMK Negeri 1 Soe"],
            [Schooling.Diploma.Name] = ["Politeknik Kesehatan Kupang", "Politeknik Negeri Kupang", "STIKes Maranatha Kupang"],
            [Schooling.Bachelor.Name] =
                ["Universitas Nusa Cendana", "Universitas Katolik Widya Mandira", "Universitas Kristen Artha Wacana", "Universitas Muhammadiyah Kupang"],
        });

    public static readonly Locality Blitar = new(
        ["Blitar", "Blitar", "Blitar", "Blitar", "Kediri", "Tulungagung", "Malang", "Trenggalek"],
        new Dictionary<string, IReadOnlyList<string>>
        {
            [Schooling.Primary.Name] = ["SD Negeri Sananwetan 1", "SD Negeri Kepanjenlor 2", "SD Negeri Sukorejo 1", "SD Negeri Bendogerit 1"],
            [Schooling.Junior.Name] = ["SMP Negeri 2 Blitar", "SMP Negeri 4 Blitar", "SMP Negeri 6 Blitar", "SMP Negeri 1 Garum"],
            [Schooling.Senior.Name] = ["SMA Negeri 1 Blitar", "SMA Negeri 3 Blitar", "SMA Negeri 4 Blitar", "SMA Negeri 1 Talun"],
            [Schooling.Vocational.Name] = ["SMK Negeri 1 Blitar", "SMK Negeri 2 Blitar", "SMK Negeri 3 Blitar"],
            [Schooling.Diploma.Name] = ["Politeknik Negeri Malang", "STIKes Patria Husada Blitar"],
            [Schooling.Bachelor.Name] = ["Universitas Islam Balitar", "Universitas Negeri Malang", "Universitas Brawijaya"],
        });
}
