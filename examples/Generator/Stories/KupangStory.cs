using System.Globalization;
using Bogus;
using Workforce.Cli.Cities;

namespace Workforce.Generator.Stories;

/// <summary>What Kupang's people enter from December 2020 on: rating sheets, receipts, objections, rulings, who left, and what is proposed.</summary>
internal sealed class KupangStory
{
    private const int UnitsOfFirstDay = 40;
    private const int MostUnexcusedDays = 15;

    private static readonly string[] RatingColumns =
        ["NIK", "Nama", "Hasil Kerja", "Perilaku", "Sakit", "Izin", "Cuti", "Alpa", "Terlambat", "Hukuman Disiplin", "Catatan", "Rekomendasi Kepala", "Tanggal Penilaian"];

    private static readonly DateOnly Received = new(2020, 12, 21);

    // After the night, which asked for the twelve that were missing.
    private static readonly DateOnly Late = new(2021, 1, 7);

    private readonly Randomizer _random;
    private readonly IReadOnlyList<RegisterRow> _workers;
    private readonly CityFolder _folder;
    private readonly KupangCast _cast;

    // One Kurang is lifted to Baik by a ruling: until then there are 42.
    private readonly RegisterRow _lifted;
    private readonly Dictionary<RegisterRow, Func<Verdict>> _ratings = [];

    public KupangStory(RegisterRecipe recipe, CityFolder folder)
    {
        _random = new Randomizer(recipe.Seed + 1);
        _workers = [.. new InventedWorkers(recipe).Rows()];
        _folder = folder;
        _cast = new KupangCast(_workers, folder, _random);
        Assign(_cast.NotRecommended, [(41, Poor), (12, VeryPoor), (3, () => Absent(VeryGood())), (24, () => Absent(Good()))]);
        _lifted = _cast.Recommended[0];
        Assign(_cast.Recommended, [(1, Poor), (209, VeryGood), (1708, Good), (88, NeedsImprovement)]);
        Assign([.. _cast.Separated.Keys], [(8, VeryGood), (68, Good), (6, NeedsImprovement)]);
    }

    public IEnumerable<StorySheet> Sheets()
    {
        foreach (var (n, unit) in _workers.GroupBy(worker => worker.Unit).Index())
            yield return RatingSheet(CodeOf(unit.Key), [.. unit], n < UnitsOfFirstDay ? new(2020, 12, 10) : new(2020, 12, 16));
        yield return StorySheet.Of("receipts.csv", ["NIK", "Diterima Tanggal", "Cara", "Saksi"],
            _workers.Where(_ratings.ContainsKey).Select(worker => (string[])[worker.Nik, Iso(Received), "diserahkan", $"Pengelola Kepegawaian {worker.Unit}"]));
        var objectors = Objectors();
        yield return StorySheet.Of("objections.csv", ["NIK", "Diterima Tanggal", "Alasan", "Nomor Surat", "Tanggal Surat"], objectors.Select((objector, n) =>
            (string[])[objector.Worker.Nik, FiledOn(n), objector.Reason, Invariant($"KEB/{n + 1:00}/XII/2020"), FiledOn(n)]));
        yield return StorySheet.Of("rulings.csv", ["NIK", "Putusan", "Hasil Kerja", "Perilaku", "Rekomendasi Kepala", "Alasan"], objectors.Select(objector =>
            objector.Worker == _lifted
                ? (string[])[objector.Worker.Nik, "dikabulkan", Verdict.At, Verdict.At, "Dilanjutkan", objector.Ruling]
                : [objector.Worker.Nik, "ditolak", "", "", "", objector.Ruling]));
        yield return StorySheet.Of("separations.csv", ["NIK", "Nama", "Kode", "Tanggal Berlaku", "Nomor Surat", "Tanggal Surat"], Separations());
        // Drawn last, so that the files before stay as they are.
        var proposal = new KupangProposal(_cast, _random);
        foreach (var worker in proposal.RatedLate)
            yield return StorySheet.Of($"ratings/{Iso(Late)}/{CodeOf(worker.Unit)}.csv", RatingColumns, [RowOf(worker, Good(), Late)]);
        yield return proposal.Sheet(_workers);
    }

    private string CodeOf(string unit) => _folder.City.WorkUnits.Single(known => known.Name == unit).Code;

    private StorySheet RatingSheet(string unit, List<RegisterRow> workers, DateOnly day) => StorySheet.Of(
        $"ratings/{Iso(day)}/{unit}.csv", RatingColumns, workers.Where(_ratings.ContainsKey).Select(worker => RowOf(worker, _ratings[worker](), day)));

    private string[] RowOf(RegisterRow worker, Verdict verdict, DateOnly day) =>
    [
        worker.Nik, worker.Name, verdict.Result, verdict.Conduct, Days(verdict.Sick), Days(verdict.Permitted), Days(verdict.Leave), Days(verdict.Unexcused), Days(verdict.Late),
        "", "", verdict.Renew ? "Dilanjutkan" : "Tidak Dilanjutkan", Iso(day.AddDays(-_random.Int(0, 2))),
    ];

    private List<(RegisterRow Worker, string Reason, string Ruling)> Objectors()
    {
        var poor = _cast.NotRecommended[0];
        var mediocre = _cast.Recommended[^1];
        return
        [
            (_lifted, "Perilaku dinilai dari satu laporan yang menyangkut pegawai lain dengan nama yang sama", "Laporan itu menyangkut pegawai lain; perilaku sesuai ekspektasi"),
            (poor, "Nilai perilaku tidak sesuai dengan kenyataan", "Tiga teguran tertulis mendukung penilaian kepala unit"),
            (mediocre, "Target tidak tercapai karena peralatan rusak", "Kerusakan peralatan sudah diperhitungkan dalam target"),
        ];
    }

    private IEnumerable<string[]> Separations() => _workers.Where(_cast.Separated.ContainsKey).Select((worker, n) =>
    {
        var code = _cast.Separated[worker];
        var day = code == "age_limit" ? new DateOnly(2021, 1, 1) : Received.AddDays(_random.Int(1, 9));
        return (string[])[worker.Nik, worker.Name, code, Iso(day), Invariant($"BKPPD. 887/{n + 1:000}/XII/2020"), Iso(code == "age_limit" ? new(2020, 12, 30) : day)];
    });

    private void Assign(IReadOnlyList<RegisterRow> workers, (int Count, Func<Verdict> Verdict)[] parts)
    {
        foreach (var (worker, verdict) in workers.Zip(parts.SelectMany(part => Enumerable.Repeat(part.Verdict, part.Count)), (worker, verdict) => (worker, verdict)))
            _ratings.Add(worker, verdict);
    }

    private Verdict VeryGood() => Of(Verdict.Above, Verdict.Above);

    private Verdict Good() => _random.Int(0, 9) switch
    {
        0 => Of(Verdict.Above, Verdict.At),
        1 => Of(Verdict.At, Verdict.Above),
        _ => Of(Verdict.At, Verdict.At),
    };

    private Verdict NeedsImprovement() => Of(Verdict.Below, _random.Bool(0.2f) ? Verdict.Above : Verdict.At);

    private Verdict Poor() => Of(_random.Bool(0.2f) ? Verdict.Above : Verdict.At, Verdict.Below) with { Renew = _random.Bool(0.2f) };

    private Verdict VeryPoor() => Of(Verdict.Below, Verdict.Below) with { Renew = false };

    // The first of them by one day: 16 are more than 15.
    private Verdict Absent(Verdict verdict) => verdict with { Unexcused = MostUnexcusedDays + (_random.Bool(0.3f) ? 1 : _random.Int(2, 20)), Renew = _random.Bool(0.1f) };

    // Most are never absent without leave, a few exactly as long as the policy takes; the ill may be so for longer.
    private Verdict Of(string result, string conduct) => new(
        result, conduct,
        Sick: _random.Bool(0.3f) ? _random.Int(1, _random.Bool(0.1f) ? 40 : 6) : 0,
        Permitted: _random.Bool(0.3f) ? _random.Int(1, 5) : 0,
        Leave: _random.Bool(0.6f) ? _random.Int(1, 12) : 0,
        Unexcused: _random.Bool(0.02f) ? MostUnexcusedDays : _random.Bool(0.1f) ? _random.Int(1, 5) : 0,
        Late: _random.Bool(0.3f) ? _random.Int(1, 10) : 0,
        Renew: true);

    // Two on Wednesday, one on Thursday: a ruling on Monday is in time.
    private static string FiledOn(int objection) => Iso(Received.AddDays(2 + objection / 2));

    private static string Days(int days) => days.ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
