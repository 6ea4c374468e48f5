using System.Globalization;

namespace Workforce.Bench.Registers;

/// <summary>A city's register as its spreadsheet is saved, with the columns that every city fills, in a temporary file.</summary>
internal sealed class RegisterFile : IDisposable
{
    private const string Header =
        "NIK,Nama,Nomor THK-II,Tempat Lahir,Tanggal Lahir,Jenis Kelamin,Pendidikan,Nomor Ijazah,Tanggal Lulus,Asal Sekolah,Nomor SK,"
        + "Tanggal SK,Tanggal Mulai,Tanggal Akhir,Pendidikan SK,Jabatan,Unit Kerja,Jabatan Penandatangan,Email,Telepon,Bidang Ilmu,Gaji,"
        + "Kode Anggaran,Pemberi Kerja";

    // The last four digits of a NIK number the people of one region who were born on one day.
    private const int BornOnOneDay = 9_999;

    private static readonly DateOnly FirstBorn = new(1970, 1, 1);

    private RegisterFile(string path) => Path = path;

    public string Path { get; }

    /// <summary>Writes it. No two cities' registers share a NIK.</summary>
    /// <param name="rejectedPercent">So many of the rows say that the worker of a row before is in another unit too: they are rejected.</param>
    public static RegisterFile Create(RegisterCity city, int rows, int rejectedPercent = 0)
    {
        var file = new RegisterFile(System.IO.Path.GetTempFileName());
        using var csv = new StreamWriter(file.Path);
        csv.Write($"{Header}\n");
        var rejected = Rejected(rows, rejectedPercent);
        for (var row = 0; row < rows - rejected; row++)
            Write(csv, city, row, unit: row);
        for (var row = 0; row < rejected; row++)
            Write(csv, city, row, unit: row + 1);
        return file;
    }

    /// <summary>How many rows of such a register are rejected.</summary>
    public static int Rejected(int rows, int percent) => (int)((long)rows * percent / 100);

    /// <summary>Of the worker of a row.</summary>
    public static string NikOf(RegisterCity city, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"53{city.Number:00}01{BornOn(row):ddMMyy}{row % BornOnOneDay + 1:0000}");

    public void Dispose() => File.Delete(Path);

    private static DateOnly BornOn(int row) => FirstBorn.AddDays(row / BornOnOneDay);

    private static void Write(StreamWriter csv, RegisterCity city, int row, int unit)
    {
        var born = BornOn(row);
        csv.Write(string.Create(CultureInfo.InvariantCulture,
            $"{NikOf(city, row)},Maria Pekerja {row},,Kupang,{born:yyyy-MM-dd},L,S-1,5371/{row:00000}/1995,1995-06-22,Universitas Nusa Cendana,"));
        csv.Write(string.Create(CultureInfo.InvariantCulture,
            $"BKPPD. 814/{row}/B/XII/2019,2019-12-30,2020-01-01,2020-12-31,S-1,Tenaga Administrasi,{RegisterCity.UnitOf(unit)},Wali Kota,"));
        csv.Write(string.Create(CultureInfo.InvariantCulture,
            $"pekerja{row}@pegawai.example,0810{row:00000000},Administrasi Negara,2150000,4.01.01.5.2.1.02.02,\n"));
    }
}
