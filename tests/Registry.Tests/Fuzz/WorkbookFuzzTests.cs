using FsCheck;
using FsCheck.Fluent;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.Tests.Import;
using Workforce.ServiceDefaults.Errors;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>
/// Workbooks without a database. A row of a whole workbook is read or rejected by its number, whatever its cells; of a damaged one so is
/// each row that the damage has left, unless the file is refused, or breaks off with a warning that says where.
/// </summary>
public sealed class WorkbookFuzzTests
{
    private const int RandomFiles = 500;
    private const int DamagedFiles = 2_000;
    private const int FewestRead = DamagedFiles / 4; // the others are refused as a whole

    private int _read;

    [Fact]
    public void Read_RandomRows_AreEachReadOrRejectedByTheirNumber() =>
        Check.One(FuzzSeed.Of(RandomFiles), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => AssertAllIn(new RandomWorkbook(seed))));

    [Fact]
    public void Read_DamagedWorkbook_AccountsForEachRowThatIsLeft()
    {
        Check.One(FuzzSeed.Of(DamagedFiles), Prop.ForAll(FuzzedWorkbook.Arbitrary, AssertAccountedFor));
        Assert.True(_read > FewestRead, $"Only {_read} files were read");
    }

    private static void AssertAllIn(RandomWorkbook file)
    {
        var chunk = ReadRegister.ReadWholeAsync(file.File).GetAwaiter().GetResult();

        Assert.Equal(file.Lines.Keys, AssertCounted(chunk));
        var rows = chunk.Rows.ToDictionary(row => row.Row);
        foreach (var (number, line) in file.GoodLines)
            AssertIsThat(line, rows[number]);
    }

    private void AssertAccountedFor(FuzzedWorkbook file)
    {
        if (Read(file.ToBytes()) is not { } chunk)
            return;
        _read++;
        var numbers = AssertCounted(chunk);
        var (good, damaged) = file.Sheets;
        if (good == damaged)
            Assert.Equal(file.Lines.Keys, numbers);
        else
            AssertRowsAreIn(RowsLeft(file, chunk, good, damaged), chunk, numbers, asTheyWere: file.IsOfSheet && damaged.Contains(WorkbookFile.Header(1), StringComparison.Ordinal));
    }

    // All that were not touched; where the file breaks off, those before the damage.
    private static IEnumerable<KeyValuePair<int, RegisterLine>> RowsLeft(FuzzedWorkbook file, ImportChunk chunk, string good, string damaged)
    {
        var isBroken = chunk.Findings.Any(finding => finding.Reason.StartsWith("the workbook is broken", StringComparison.Ordinal));
        var whole = isBroken ? damaged[..damaged.AsSpan().CommonPrefixLength(good)] : damaged;
        return file.Lines.Where(line => whole.Contains(FuzzedWorkbook.Xml(line.Key, line.Value), StringComparison.Ordinal));
    }

    private static void AssertRowsAreIn(IEnumerable<KeyValuePair<int, RegisterLine>> lines, ImportChunk chunk, IReadOnlyList<int> numbers, bool asTheyWere)
    {
        var rows = chunk.Rows.ToDictionary(row => row.Row);
        foreach (var (number, line) in lines)
        {
            Assert.True(numbers.Contains(number), $"row {number} is lost");
            if (asTheyWere)
                AssertIsThat(line, rows[number]);
        }
    }

    private static void AssertIsThat(RegisterLine line, RegisterRow row) => Assert.Equal(
        (line.Nik, line.DecreeNumber, line.Position, line.Phone, new DateOnly(2020, 12, 31)),
        (row.Nik.Digits, row.Details.DecreeNumber, row.Details.Position, row.Worker.Phone, row.Terms.Period.LastDay));

    /// <returns>The numbers of all rows that were read or rejected, each once.</returns>
    private static List<int> AssertCounted(ImportChunk chunk)
    {
        var rejected = chunk.Findings.Where(finding => finding.Severity is Severity.Rejected).Select(finding => finding.Row).Distinct().ToList();
        Assert.Equal(chunk.RowsRead, chunk.Rows.Count + chunk.RowsRejected);
        Assert.Equal(chunk.RowsRejected, rejected.Count);
        var numbers = chunk.Rows.Select(row => row.Row).Concat(rejected).Order().ToList();
        Assert.Equal(numbers.Distinct(), numbers);
        return numbers;
    }

    /// <returns>Null when the file is refused as a whole.</returns>
    private static ImportChunk? Read(byte[] file)
    {
        using var crashes = new CrashWatch();
        try
        {
            return ReadRegister.ReadWholeAsync(file).GetAwaiter().GetResult();
        }
        catch (InvalidInputException refusal)
        {
            Assert.Equal("content", refusal.Field);
            return null;
        }
        finally
        {
            crashes.AssertNone();
        }
    }
}
