using System.Globalization;
using Npgsql;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Dirty;

/// <summary>
/// Dirty registers made from seeds: each row is stored as its maker says, or rejected by the columns that it says, and nothing else is
/// reported. <c>WORKFORCE_DIRTY_SEEDS</c> chooses other seeds, for example <c>100-123</c>.
/// </summary>
[Collection(nameof(RegistryService))]
public sealed class DirtyRegisterTests(RegistryService registry)
{
    private const int LastSeed = 24;
    private const int QuickSeeds = 3;

    private const string Stored =
        """
        select c.import_row, w.nik, w.name, w.birth_date, w.is_female, c.first_day, c.last_day, u.code, v.name, c.decree_number, c.position, c.monthly_wage, w.phone
        from contract_period c
        join worker w on w.id = c.worker_id
        join work_unit u on u.id = c.unit_id
        left join vendor v on v.id = c.vendor_id
        where c.import_id = $1
        order by c.import_row
        """;

    public static TheoryData<int> Seeds => [.. Chosen ?? Enumerable.Range(1, QuickSeeds)];

    public static TheoryData<int> MoreSeeds => [.. Enumerable.Range(QuickSeeds + 1, LastSeed - QuickSeeds)];

    private static IEnumerable<int>? Chosen
    {
        get
        {
            if (Environment.GetEnvironmentVariable("WORKFORCE_DIRTY_SEEDS") is not { Length: > 0 } given)
                return null;
            var limits = given.Split('-').Select(limit => int.Parse(limit, CultureInfo.InvariantCulture)).ToList();
            return Enumerable.Range(limits[0], limits[^1] - limits[0] + 1);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public Task Import_DirtyRegister_IsRightRowByRow(int seed) => AssertRightAsync(seed, DirtyRegister.Of(seed));

    [Theory, MemberData(nameof(Seeds))]
    public Task Import_DirtyWorkbook_IsRightRowByRow(int seed) => AssertRightAsync(seed, DirtyRegister.OfWorkbook(seed));

    [Theory, MemberData(nameof(MoreSeeds))]
    [Trait("Category", "Long")]
    public Task Import_MoreDirtyRegisters_AreRightRowByRow(int seed) => AssertRightAsync(seed, DirtyRegister.Of(seed));

    [Theory, MemberData(nameof(MoreSeeds))]
    [Trait("Category", "Long")]
    public Task Import_MoreDirtyWorkbooks_AreRightRowByRow(int seed) => AssertRightAsync(seed, DirtyRegister.OfWorkbook(seed));

    private async Task AssertRightAsync(int seed, DirtyRegister register)
    {
        var city = await registry.NewCityAsync();

        var reply = await registry.ImportAsync(city, register.File);

        var faults = new List<string>();
        var stored = await StoredAsync(Guid.Parse(reply.ImportId));
        var (rejected, warned) = (ColumnsIn(reply, Severity.Rejected), ColumnsIn(reply, Severity.Warning));
        foreach (var (row, dirty) in register.Rows)
        {
            faults.AddRange(FaultsOf(row, dirty, stored.GetValueOrDefault(row), [.. rejected[row].Order(StringComparer.Ordinal)], [.. warned[row].Order(StringComparer.Ordinal)]));
        }
        Assert.True(faults.Count == 0, $"seed {seed}:\n{string.Join('\n', faults)}");
        AssertWarningsOfFile(register, reply);
        AssertCounts(register, reply);

        var again = await registry.ImportAsync(city, register.File);
        Assert.Equal((0, 0, reply.RowsImported, reply.RowsRejected), (again.RowsImported, again.RowsUpdated, again.RowsUnchanged, again.RowsRejected));
    }

    private static IEnumerable<string> FaultsOf(int row, DirtyRow dirty, RightValues? stored, List<string> rejected, List<string> warned)
    {
        var isIn = !dirty.IsEmpty && dirty.Rejected.Count == 0;
        if (isIn && stored is null)
            yield return $"row {row} ({dirty.Dirt}) is not stored, but rejected in {string.Join(", ", rejected)}";
        else if (!isIn && stored is not null)
            yield return $"row {row} ({dirty.Dirt}) is stored: {stored}";
        else if (isIn && stored != dirty.Right)
            yield return $"row {row} ({dirty.Dirt}) is stored as {stored}, not {dirty.Right}";
        if (!dirty.Rejected.SetEquals(rejected))
            yield return $"row {row} ({dirty.Dirt}) is rejected in [{string.Join(", ", rejected)}], not in [{string.Join(", ", dirty.Rejected)}]";
        if (!dirty.Warned.SetEquals(warned))
            yield return $"row {row} ({dirty.Dirt}) has warnings in [{string.Join(", ", warned)}], not in [{string.Join(", ", dirty.Warned)}]";
    }

    private static ILookup<int, string> ColumnsIn(ImportReply reply, Severity severity) => reply.Findings
        .Where(finding => finding.Severity == severity).Select(finding => (finding.Row, finding.Column)).Distinct().ToLookup(finding => finding.Row, finding => finding.Column);

    private static void AssertWarningsOfFile(DirtyRegister register, ImportReply reply) => Assert.Equal(
        [.. register.TitleRows.Select(row => (row, "")), (register.HeaderRow, "Catatan")],
        reply.Findings.Where(finding => finding.Row <= register.HeaderRow).Select(finding => (finding.Row, ColumnOf(finding))));

    private static string ColumnOf(Finding finding) => finding.Column.Equals("Catatan", StringComparison.OrdinalIgnoreCase) ? "Catatan" : finding.Column;

    private static void AssertCounts(DirtyRegister register, ImportReply reply)
    {
        var rows = register.Rows.Where(row => !row.Dirty.IsEmpty).Select(row => row.Dirty).ToList();
        var rejected = rows.Count(row => row.Rejected.Count > 0);
        Assert.Equal((rows.Count, rows.Count - rejected, rejected), (reply.RowsRead, reply.RowsImported, reply.RowsRejected));
        Assert.False(reply.FindingsTruncated);
    }

    private async Task<Dictionary<int, RightValues>> StoredAsync(Guid importId)
    {
        await using var command = registry.Running.Database.CreateCommand(Stored);
        command.Parameters.Add(new NpgsqlParameter { Value = importId });
        await using var reader = await command.ExecuteReaderAsync();
        var stored = new Dictionary<int, RightValues>();
        while (await reader.ReadAsync())
            stored.Add(reader.GetInt32(0), new RightValues(
                reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateOnly>(3), reader.GetBoolean(4), reader.GetFieldValue<DateOnly>(5), reader.GetFieldValue<DateOnly>(6),
                reader.GetString(7), reader.IsDBNull(8) ? null : reader.GetString(8), reader.GetString(9), reader.GetString(10),
                reader.IsDBNull(11) ? null : reader.GetInt64(11), reader.IsDBNull(12) ? null : reader.GetString(12)));
        return stored;
    }
}
