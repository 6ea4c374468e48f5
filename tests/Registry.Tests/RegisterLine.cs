using System.Globalization;

namespace Workforce.Registry.Tests;

/// <summary>A line of a register, good unless a test says otherwise, of a worker whom no other test has.</summary>
internal sealed record RegisterLine
{
    public const string Header = "NIK;Nama;Tanggal Lahir;Jenis Kelamin;Nomor SK;Tanggal Mulai;Tanggal Akhir;Jabatan;Unit Kerja;Gaji;Pemberi Kerja;Telepon";

    private const int PeopleOfADay = 9_999; // born in one region: the sequence has four digits, and none is 0000

    private static int _workers;

    public string Nik { get; init; } = NextNik();

    public string Name { get; init; } = "Maria Bano";

    public string BirthDate { get; init; } = "1990-05-12";

    public string Sex { get; init; } = "P";

    public string DecreeNumber { get; init; } = "BKPPD.814/1/2020";

    public string FirstDay { get; init; } = "2020-01-01";

    public string LastDay { get; init; } = "2020-12-31";

    public string Position { get; init; } = "Petugas";

    public string Unit { get; init; } = "Damkar";

    public string Wage { get; init; } = "1250000";

    public string Employer { get; init; } = "";

    public string Phone { get; init; } = "0812000111";

    /// <summary>16 digits that say born on 12 May 1990, a woman.</summary>
    public static string NextNik()
    {
        var number = Interlocked.Increment(ref _workers);
        return string.Create(CultureInfo.InvariantCulture, $"53{number / PeopleOfADay:D4}520590{number % PeopleOfADay + 1:D4}");
    }

    public static string[] File(params RegisterLine[] lines) => [Header, .. lines.Select(line => line.ToString())];

    public override string ToString() =>
        string.Join(';', Nik, Name, BirthDate, Sex, DecreeNumber, FirstDay, LastDay, Position, Unit, Wage, Employer, Phone);
}
