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
    public static RegisterFile Create(RegisterCity city, int rows)
    {
        var file = new RegisterFile(System.IO.Path.GetTempFileName());
        using var csv = new StreamWriter(file.Path);
        csv.Write($"{Header}\n");
        for (var row = 0; row < rows; row++)
            Write(csv, city, row);
        return file;
    }

    public void Dispose() => File.Delete(Path);

    private static void Write(StreamWriter csv, RegisterCity city, int row)
    {
        var born = FirstBorn.AddDays(row / BornOnOneDay);
        var nik = string.Create(CultureInfo.InvariantCulture, $"53{city.Number:00}01{born:ddMMyy}{row % BornOnOneDay + 1:0000}");
        csv.Write(string.Create(CultureInfo.InvariantCulture,
            $"{nik},Maria Pekerja {row},,Kupang,{born:yyyy-MM-dd},L,S-1,5371/{row:00000}/1995,1995-06-22,Universitas Nusa Cendana,"));
        csv.Write(string.Create(CultureInfo.InvariantCulture,
            $"BKPPD. 814/{row}/B/XII/2019,2019-12-30,2020-01-01,2020-12-31,S-1,Tenaga Administrasi,{RegisterCity.UnitOf(row)},Wali Kota,"));
        csv.Write(string.Create(CultureInfo.InvariantCulture,
            $"pekerja{row}@pegawai.example,0810{row:00000000},Administrasi Negara,2150000,4.01.01.5.2.1.02.02,\n"));
    }
}
