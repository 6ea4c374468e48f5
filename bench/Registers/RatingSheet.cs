using System.Globalization;

namespace Workforce.Bench.Registers;

/// <summary>The rating sheet of all workers of a city's register as CSV, in a temporary file.</summary>
internal sealed class RatingSheet : IDisposable
{
    private static readonly string[] Words = ["sesuai", "atas", "bawah"];

    private RatingSheet(string path) => Path = path;

    public string Path { get; }

    public static RatingSheet Create(RegisterCity city, int rows)
    {
        var sheet = new RatingSheet(System.IO.Path.GetTempFileName());
        using var csv = new StreamWriter(sheet.Path);
        csv.Write("NIK,Nama,Unit Kerja,Jabatan,Hasil Kerja,Perilaku,Sakit,Izin,Cuti,Alpa,Terlambat,Hukuman Disiplin,Catatan,Rekomendasi Kepala,Tanggal Penilaian\n");
        for (var row = 0; row < rows; row++)
            csv.Write(string.Create(CultureInfo.InvariantCulture,
                $"{RegisterFile.NikOf(city, row)},Maria Pekerja {row},{RegisterCity.UnitOf(row)},Tenaga Administrasi,{Words[row % 3]},{Words[row % 2]},{row % 5},{row % 3},0,{row % 20},0,,Bekerja baik,Dilanjutkan,2020-11-30\n"));
        return sheet;
    }

    public void Dispose() => File.Delete(Path);
}
