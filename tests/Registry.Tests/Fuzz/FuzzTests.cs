using FsCheck;
using FsCheck.Fluent;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.Tests.Import;
using Workforce.ServiceDefaults.Errors;
using Xunit;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>
/// Damaged registers without a database. However a file is damaged, each of its records is a row that is read or rejected, no row is made
/// of two, and no good row is lost because another was bad.
/// </summary>
public sealed class FuzzTests
{
    private const int Files = 8_000;
    private const int Tables = Files / 2; // the others have lost their header, and are refused as a whole

    private int _tables;

    [Fact]
    public void Read_DamagedFile_AccountsForEachRecordOnceAndJoinsNone()
    {
        Check.One(FuzzSeed.Of(Files), Prop.ForAll(FuzzedFile.Arbitrary, AssertAccountedFor));
        Assert.True(_tables > Tables, $"Only {_tables} files were read");
    }

    private void AssertAccountedFor(FuzzedFile file)
    {
        var (bytes, text) = file.Written();
        if (ReadAsync(bytes).GetAwaiter().GetResult() is not { } chunks)
            return;
        _tables++;
        var lines = FuzzedFile.LinesOf(text);
        var rows = chunks.SelectMany(chunk => chunk.Rows).ToList();
        var rejected = chunks.SelectMany(chunk => chunk.Findings).Where(finding => finding.Severity is Severity.Rejected).Select(finding => finding.Row).Distinct().ToList();

        Assert.Equal(chunks.Sum(chunk => chunk.RowsRead), rows.Count + chunks.Sum(chunk => chunk.RowsRejected));
        Assert.Equal(chunks.Sum(chunk => chunk.RowsRejected), rejected.Count);
        var numbers = rows.Select(row => row.Row).Concat(rejected).Order().ToList();
        Assert.Equal(numbers.Distinct(), numbers);
        AssertNumbered(lines, numbers);
        foreach (var row in rows)
            AssertOfOneLine(lines, row);
        AssertUntouchedRowsAreIn(file, lines, rows);
    }

    // Where nothing is quoted, a record is a line, and the header is the first that has all columns.
    private static void AssertNumbered(IReadOnlyList<string> lines, List<int> numbers)
    {
        if (lines[0] != RegisterLine.Header)
            return;
        if (lines.Any(line => line.Contains('"')))
        {
            AssertWithoutGaps(lines, numbers);
            return;
        }
        var records = lines.Select((line, index) => (Text: line, Row: index + 1)).Skip(1).Where(line => !IsBlank(line.Text));
        Assert.Equal(records.Select(record => record.Row), numbers);
    }

    // Where something is, a record may have several lines; only a blank one has a number and is no row.
    private static void AssertWithoutGaps(IReadOnlyList<string> lines, List<int> numbers)
    {
        if (numbers.Count == 0)
            return;
        var blank = lines.Count(line => IsBlank(line.Replace('"', ' ')));
        var gaps = numbers[^1] - 1 - numbers.Count;
        Assert.True(gaps <= blank, $"{gaps} rows have no result, and {blank} lines are blank");
    }

    private static bool IsBlank(string line) => Array.TrueForAll(line.Split(';'), string.IsNullOrWhiteSpace);

    // A cell may have several lines, but a line that is itself a whole record is part of no other.
    private static void AssertOfOneLine(IReadOnlyList<string> lines, RegisterRow row)
    {
        var marks = MarkedLine.MarksIn($"{row.Details.DecreeNumber} {row.Details.Position} {row.Worker.Phone} {row.Worker.Name}").Distinct().ToList();
        if (marks.Count < 2 || lines.Any(line => marks.TrueForAll(mark => MarkedLine.MarksIn(line).Contains(mark))))
            return;
        var joined = lines.Where(line => MarkedLine.MarksIn(line).Intersect(marks).Any()).ToList();
        Assert.False(joined.TrueForAll(FuzzedFile.IsWhole), $"row {row.Row} is made of rows {string.Join(", ", marks)}");
    }

    private static void AssertUntouchedRowsAreIn(FuzzedFile file, IReadOnlyList<string> lines, List<RegisterRow> rows)
    {
        if (lines[0] != RegisterLine.Header)
            return;
        var read = rows.Select(row => row.Nik.Digits).ToHashSet();
        foreach (var line in file.GoodLines.Intersect(lines))
        {
            var nik = line.Split(';')[0];
            Assert.True(read.Contains(nik), $"the good row of {nik} is lost");
        }
    }

    /// <returns>Null when the file is refused as a whole, as an empty one is.</returns>
    private static async Task<List<ImportChunk>?> ReadAsync(byte[] file)
    {
        try
        {
            var chunks = new List<ImportChunk>();
            await foreach (var chunk in ReadRegister.ReadAllAsync(file))
                chunks.Add(chunk);
            return chunks;
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }
}
