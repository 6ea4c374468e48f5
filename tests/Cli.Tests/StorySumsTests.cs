using System.Globalization;
using Workforce.Cli.Cities;
using Workforce.Generator;
using Workforce.Generator.Stories;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>What is entered in the stories comes to the numbers that they tell, before any service has read it.</summary>
public sealed class StorySumsTests
{
    private const int LongestAbsence = 15;

    private static readonly IReadOnlyList<StorySheet> Kupang = [.. ExampleCity.Of(CityFolder.Read(Sources.Kupang)).Story()];
    private static readonly IReadOnlyList<StorySheet> Blitar = [.. ExampleCity.Of(CityFolder.Read(Sources.Blitar)).Story()];
    private static readonly IReadOnlyDictionary<string, RegisterRow> Workers = WorkersOf(Sources.Kupang);
    private static readonly IReadOnlyDictionary<string, string> Separated = Rows(Kupang, "separations.csv").ToDictionary(row => row["NIK"], row => row["Kode"]);

    // As signed in December, and as the rulings leave it.
    private static readonly IReadOnlyDictionary<string, string> Predicates = PredicatesOfKupang();

    [Fact]
    public void Kupang_Rated_AllButTwelveWhoStayAreRated()
    {
        Assert.Equal(2_168, Predicates.Count);
        Assert.Equal(12, Unrated().Count());
        Assert.Equal(2_168, Rows(Kupang, "receipts.csv").Select(row => row["NIK"]).Intersect(Predicates.Keys).Count());
    }

    [Theory]
    [InlineData("sangat baik", 212)]
    [InlineData("baik", 1_733)]
    [InlineData("butuh perbaikan", 88)]
    [InlineData("kurang", 41)]
    [InlineData("sangat kurang", 12)]
    public void Kupang_Predicates_OfThoseWhoStay(string predicate, int workers) =>
        Assert.Equal(workers, Predicates.Count(rated => rated.Value == predicate && !Separated.ContainsKey(rated.Key)));

    [Theory]
    [InlineData("cpns", 14)]
    [InlineData("state_company", 5)]
    [InlineData("moved_city", 8)]
    [InlineData("resigned", 6)]
    [InlineData("died", 3)]
    [InlineData("age_limit", 46)]
    public void Kupang_Separations_ByCode(string code, int workers) => Assert.Equal(workers, Separated.Values.Count(separated => separated == code));

    [Fact]
    public void Kupang_Separations_AgeLimitIsEveryoneOf58AndOlderOnTheFirstOfJanuary() => Assert.Equal(
        Workers.Values.Where(worker => DateOnly.Parse(worker.Born, CultureInfo.InvariantCulture).AddYears(58) <= new DateOnly(2021, 1, 1)).Select(worker => worker.Nik).Order(),
        Separated.Where(separated => separated.Value == "age_limit").Select(separated => separated.Key).Order());

    [Fact]
    public void Kupang_Separations_ThirtySixAreOfUnitsThatKeepWorking() => Assert.Equal((36, 46), Split([.. Separated.Keys]));

    [Fact]
    public void Kupang_NotRecommended_CanComeToTheDecisionsOfTheStory()
    {
        var absent = Ratings().Where(IsAbsent).Select(row => row["NIK"]).ToHashSet();
        Assert.Equal((3, 24), (absent.Count(nik => Predicates[nik] == "sangat baik"), absent.Count(nik => Predicates[nik] == "baik")));
        var notRecommended = NotRecommended();
        Assert.Equal((80, 2_006), (notRecommended.Count, Predicates.Keys.Except(Separated.Keys).Except(notRecommended).Count()));
        // 2 and 3 of them are renewed all the same, 1 and 3 others are not: 31 and 48 are not renewed.
        Assert.Equal((32, 48), Split(notRecommended));
    }

    [Fact]
    public void Kupang_RatedLate_NineOfTheTwelveAreGoodEachByTheOwnHead()
    {
        var sheets = Kupang.Where(sheet => sheet.Path.StartsWith("ratings/2021-01-07/", StringComparison.Ordinal)).ToList();
        var rows = sheets.Select(sheet => Assert.Single(RowsOf(sheet))).ToList();

        Assert.Equal(9, rows.Select(row => row["NIK"]).Intersect(Unrated()).Count());
        Assert.All(rows, row => Assert.Equal(("baik", false), (PredicateOf(row), IsAbsent(row))));
        var codes = CityFolder.Read(Sources.Kupang).City.WorkUnits.ToDictionary(unit => unit.Name, unit => unit.Code);
        Assert.Equal(rows.Select(row => codes[Workers[row["NIK"]].Unit]), sheets.Select(sheet => Path.GetFileNameWithoutExtension(sheet.Path)));
    }

    [Fact]
    public void Kupang_Proposal_TwelveByNameEachWithAReason()
    {
        var rows = Rows(Kupang, "usulan.csv").ToList();
        var renewed = rows.Where(row => row["Usulan"] == "diperpanjang").Select(row => row["NIK"]).ToHashSet();
        var dropped = rows.Where(row => row["Usulan"] == "tidak diperpanjang").ToList();
        var late = Kupang.Where(sheet => sheet.Path.StartsWith("ratings/2021-", StringComparison.Ordinal)).SelectMany(RowsOf).Select(row => row["NIK"]);

        Assert.Equal((12, 8, 4), (rows.Count, renewed.Count, dropped.Count));
        Assert.All(rows, row => Assert.Equal((true, Workers[row["NIK"]].Name), (row["Keterangan"].Length > 0, row["Nama"])));
        Assert.Equal((2, 3), Split([.. renewed.Intersect(NotRecommended())]));
        Assert.Equal(3, renewed.Intersect(Unrated().Except(late)).Count());
        Assert.Equal((1, 3), Split([.. dropped.Select(row => row["NIK"]).Intersect(Predicates.Keys).Except(NotRecommended()).Except(Separated.Keys)]));
        Assert.All(dropped, row => Assert.Equal(("discipline", "2021-01-06"), (row["Alasan"], row["Tanggal Surat"])));
        Assert.Equal(4, dropped.Select(row => row["Nomor Surat"]).Where(number => number.Length > 0).Distinct().Count());
    }

    [Fact]
    public void Kupang_Decisions_2019AreRenewedAnd79AreNot()
    {
        var rows = Rows(Kupang, "usulan.csv").ToDictionary(row => row["NIK"], row => row["Usulan"]);
        List<string> not = [.. NotRecommended().Where(nik => !rows.ContainsKey(nik)), .. rows.Where(row => row.Value == "tidak diperpanjang").Select(row => row.Key)];

        Assert.Equal((31, 48), Split(not));
        Assert.Equal((953, 1_066), Split([.. Workers.Keys.Except(Separated.Keys).Except(not)]));
    }

    [Fact]
    public void Blitar_Scores_214AreGoodAnd76AreNot()
    {
        var scores = Blitar.Where(sheet => sheet.Path.StartsWith("ratings/", StringComparison.Ordinal)).SelectMany(RowsOf).Select(row => decimal.Parse(row["Nilai"], CultureInfo.InvariantCulture)).ToList();

        Assert.Equal((290, 214, 76), (scores.Count, scores.Count(score => score >= 76), scores.Count(score => score < 76)));
        Assert.Contains(76m, scores);
        Assert.Contains(75.99m, scores);
        Assert.Equal(290, Rows(Blitar, "receipts.csv").Count());
    }

    [Theory]
    [InlineData("Dinas Lingkungan Hidup", 290)]
    [InlineData("Satuan Polisi Pamong Praja", 236)]
    [InlineData("RSUD Mardi Waluyo", 62)]
    [InlineData("Bagian Umum", 64)]
    [InlineData("Dinas Perhubungan", 34)]
    [InlineData("Sekretariat Dewan Perwakilan Rakyat Daerah", 30)]
    public void Blitar_Register_HasItsUnits(string unit, int workers)
    {
        var all = WorkersOf(Sources.Blitar).Values;

        Assert.Equal((742, workers), (all.Count, all.Count(worker => worker.Unit == unit)));
        Assert.All(all, worker => Assert.NotEmpty(worker.Employer));
    }

    private static (int Exempt, int Others) Split(IReadOnlyCollection<string> niks)
    {
        var folder = CityFolder.Read(Sources.Kupang);
        var exempt = folder.City.WorkUnits.Where(unit => folder.Exemptions.Kinds.Contains(unit.Kind)).Select(unit => unit.Name).ToHashSet();
        return (niks.Count(nik => exempt.Contains(Workers[nik].Unit)), niks.Count(nik => !exempt.Contains(Workers[nik].Unit)));
    }

    private static Dictionary<string, RegisterRow> WorkersOf(string folder) =>
        new InventedWorkers(ExampleCity.Of(CityFolder.Read(folder)).Recipe).Rows().ToDictionary(worker => worker.Nik);

    private static IEnumerable<Dictionary<string, string>> Ratings() => Kupang.Where(sheet => sheet.Path.StartsWith("ratings/2020-12-", StringComparison.Ordinal)).SelectMany(RowsOf);

    private static IEnumerable<string> Unrated() => Workers.Keys.Where(nik => !Predicates.ContainsKey(nik) && !Separated.ContainsKey(nik));

    private static List<string> NotRecommended()
    {
        var absent = Ratings().Where(IsAbsent).Select(row => row["NIK"]).ToHashSet();
        return [.. Predicates.Where(rated => !Separated.ContainsKey(rated.Key) && (rated.Value.EndsWith("kurang", StringComparison.Ordinal) || absent.Contains(rated.Key))).Select(rated => rated.Key)];
    }

    private static bool IsAbsent(Dictionary<string, string> row) => int.Parse(row["Alpa"], CultureInfo.InvariantCulture) > LongestAbsence;

    private static Dictionary<string, string> PredicatesOfKupang()
    {
        var granted = Rows(Kupang, "rulings.csv").Where(row => row["Putusan"] == "dikabulkan").ToDictionary(row => row["NIK"]);
        return Ratings().ToDictionary(row => row["NIK"], row => PredicateOf(granted.GetValueOrDefault(row["NIK"], row)));
    }

    private static string PredicateOf(Dictionary<string, string> row) => (row["Hasil Kerja"], row["Perilaku"]) switch
    {
        ("atas", "atas") => "sangat baik",
        ("bawah", "bawah") => "sangat kurang",
        ("bawah", _) => "butuh perbaikan",
        (_, "bawah") => "kurang",
        _ => "baik",
    };

    private static IEnumerable<Dictionary<string, string>> Rows(IReadOnlyList<StorySheet> sheets, string path) => RowsOf(sheets.Single(sheet => sheet.Path == path));

    // No cell that is looked at stands behind one with a comma.
    private static IEnumerable<Dictionary<string, string>> RowsOf(StorySheet sheet)
    {
        var lines = sheet.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = lines[0].Split(',');
        return lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second));
    }
}
