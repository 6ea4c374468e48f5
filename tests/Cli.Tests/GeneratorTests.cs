using CsvHelper;
using Workforce.Cli.Cities;
using Workforce.Generator;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>The committed register is the generator's, and the generator's registers are plausible.</summary>
public sealed class GeneratorTests
{
    private static readonly CityFolder Kupang = CityFolder.Read(Sources.Kupang);

    [Fact]
    public void Write_KupangSeed_EqualsCommittedFile()
    {
        var committed = File.ReadAllBytes(Path.Combine(Sources.Kupang, "register.csv"));

        Assert.True(committed.AsSpan().SequenceEqual(Made(2_180)), "examples/kupang/register.csv is not what examples/Generator makes; run it again");
    }

    [Theory, MemberData(nameof(Cities))]
    public void Write_City_EqualsCommittedFiles(string folder)
    {
        var city = CityFolder.Read(folder);
        var example = ExampleCity.Of(city);
        using var register = new MemoryStream();
        RegisterFile.Write(register, example.Recipe);

        Assert.True(File.ReadAllBytes(Path.Combine(folder, "register.csv")).AsSpan().SequenceEqual(register.ToArray()), $"{folder}/register.csv is not what examples/Generator makes; run it again");
        var sheets = example.Story().ToDictionary(sheet => Path.Combine(folder, "story", sheet.Path), sheet => sheet.Text);
        var committed = Directory.GetFiles(Path.Combine(folder, "story"), "*.csv", SearchOption.AllDirectories);
        Assert.Equal(sheets.Keys.Order(), committed.Order());
        Assert.All(committed, file => Assert.True(sheets[file] == File.ReadAllText(file), $"{file} is not what examples/Generator makes; run it again"));
    }

    public static TheoryData<string> Cities => [Sources.Kupang, Sources.Blitar];

    [Fact]
    public void Write_AnotherSeed_MakesAnotherFile() =>
        Assert.NotEqual(Made(100), Made(100, RegisterRecipe.KupangSeed + 1));

    [Theory]
    [InlineData(1)]
    [InlineData(55)]
    [InlineData(20_000)]
    public void Rows_AnyNumber_AreThatManyWithNiksOfTheirOwn(int rows)
    {
        var workers = new InventedWorkers(Recipe(rows)).Rows().ToList();

        Assert.Equal(rows, workers.Count);
        Assert.Equal(rows, workers.Select(worker => worker.Nik).Distinct().Count());
    }

    [Fact]
    public void Rows_Nik_HasBirthDateAndSexAndAnInventedSequence() =>
        Assert.All(new InventedWorkers(Recipe(2_180)).Rows(), worker =>
        {
            var born = DateOnly.Parse(worker.Born, System.Globalization.CultureInfo.InvariantCulture);
            var day = born.Day + (worker.Sex == "P" ? 40 : 0);
            Assert.Equal($"{day:00}{born.Month:00}{born.Year % 100:00}", worker.Nik[6..12]);
            Assert.StartsWith("53710", worker.Nik, StringComparison.Ordinal);
            Assert.Equal('9', worker.Nik[12]);
        });

    [Fact]
    public void Register_Columns_AreTheNationalLayoutAndSixOfOurOwn()
    {
        using var csv = CsvReader.FromFile(Path.Combine(Sources.Kupang, "register.csv"), CsvReaderOptions.Default, FileOptions.None);
        csv.ReadHeader();

        Assert.Equal(
            "NIK,Nama,Nomor THK-II,Tempat Lahir,Tanggal Lahir,Jenis Kelamin,Pendidikan,Nomor Ijazah,Tanggal Lulus,Asal Sekolah,Nomor SK,Tanggal SK,Tanggal Mulai,Tanggal Akhir,Pendidikan SK,Jabatan,Unit Kerja,Jabatan Penandatangan,Email,Telepon,Bidang Ilmu,Gaji,Kode Anggaran,Pemberi Kerja",
            string.Join(',', csv.Headers));
    }

    private static byte[] Made(int rows, int seed = RegisterRecipe.KupangSeed)
    {
        using var output = new MemoryStream();
        RegisterFile.Write(output, Recipe(rows, seed));
        return output.ToArray();
    }

    private static RegisterRecipe Recipe(int rows, int seed = RegisterRecipe.KupangSeed) =>
        new(Kupang.City.WorkUnits, rows, seed, "5371", 2020, Kupang.Exemptions.Signatory.Title);
}
