using Bogus;

namespace Workforce.Generator.Stories;

/// <summary>
/// Whom Kupang's personnel office proposes by name on 7 January 2021: 5 to renew and 4 not to renew against the recommendation, and 3 of the
/// twelve without a rating to renew; the other nine are rated late. Of the 80 who are not recommended 2 and 3 are renewed, in units that keep
/// working and in others, and 1 and 3 others are not: 31 and 48 are not renewed.
/// </summary>
internal sealed class KupangProposal
{
    private const string Renew = "diperpanjang";
    private const string NotRenew = "tidak diperpanjang";
    private const string PaperDate = "2021-01-06";
    private const int RatedLateWorkers = 9;

    private static readonly string[] AgainstReasons =
    [
        "Satu-satunya petugas pada jabatan ini di unit; dibina kepala unit sampai Juni 2021",
        "Dibutuhkan untuk pelayanan malam; pernyataan memperbaiki kinerja telah ditandatangani",
        "Jabatan sulit digantikan; pembinaan tertulis oleh kepala unit telah dimulai",
        "Keadaan keluarga pada tahun 2020 telah diklarifikasi; pembinaan oleh kepala unit",
        "Tenaga dengan keahlian khusus; penilaian ulang dijadwalkan Juli 2021",
    ];

    private static readonly string[] UnratedReasons =
    [
        "Belum dinilai karena kepala unit sakit; kehadiran lengkap menurut rekap unit",
        "Belum dinilai; diperbantukan pada posko penanganan pandemi sejak Maret 2020",
        "Belum dinilai karena dirawat di rumah sakit; kinerja sebelumnya baik menurut kepala unit",
    ];

    private static readonly string[] DisciplineReasons =
    [
        "Hukuman disiplin berat: menyalahgunakan kendaraan dinas",
        "Hukuman disiplin berat: memungut biaya pelayanan tanpa dasar",
        "Hukuman disiplin berat: memalsukan daftar hadir",
        "Hukuman disiplin berat: merangkap sebagai perantara pengadaan",
    ];

    private readonly Dictionary<RegisterRow, string[]> _proposed = [];

    public KupangProposal(KupangCast cast, Randomizer random)
    {
        var unrated = Shuffled(cast.Unrated);
        RatedLate = [.. unrated.Take(RatedLateWorkers)];
        // Who objected is left out: first of those not recommended, first and last of the others.
        Add(Of(cast.NotRecommended.Skip(1), exempt: 2, others: 3), AgainstReasons, reason => [Renew, "", reason, "", ""]);
        Add(Of(cast.Recommended.Skip(1).SkipLast(1), exempt: 1, others: 3), DisciplineReasons, reason =>
            [NotRenew, "discipline", reason, $"BKPPD. 890/{Array.IndexOf(DisciplineReasons, reason) + 1:000}/I/2021", PaperDate]);
        Add(unrated.Skip(RatedLateWorkers), UnratedReasons, reason => [Renew, "", reason, "", ""]);

        IEnumerable<RegisterRow> Of(IEnumerable<RegisterRow> workers, int exempt, int others)
        {
            var all = Shuffled(workers);
            return all.Where(cast.IsExempt).Take(exempt).Concat(all.Where(worker => !cast.IsExempt(worker)).Take(others));
        }

        List<RegisterRow> Shuffled(IEnumerable<RegisterRow> any) => [.. random.Shuffle(any.ToList())];
    }

    /// <summary>Of nine units one each.</summary>
    public IReadOnlyList<RegisterRow> RatedLate { get; }

    /// <summary>The sheet, in the register's order.</summary>
    public StorySheet Sheet(IEnumerable<RegisterRow> workers) => StorySheet.Of(
        "usulan.csv", ["NIK", "Nama", "Usulan", "Alasan", "Keterangan", "Nomor Surat", "Tanggal Surat"],
        workers.Where(_proposed.ContainsKey).Select(worker => (string[])[worker.Nik, worker.Name, .. _proposed[worker]]));

    private void Add(IEnumerable<RegisterRow> workers, string[] reasons, Func<string, string[]> cells)
    {
        foreach (var (worker, reason) in workers.Zip(reasons))
            _proposed.Add(worker, cells(reason));
    }
}
