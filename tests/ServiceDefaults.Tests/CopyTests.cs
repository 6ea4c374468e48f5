using Dapper;
using Npgsql;
using Workforce.ServiceDefaults.Storage;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

[Collection(Servers.Name)]
public sealed class CopyTests(TestServers servers)
{
    private const string Copy = "copy cells from stdin (format binary)";

    [Fact]
    public async Task Copy_EveryKindOfCell_IsReadBackAsItWas()
    {
        await using var connection = await OpenAsync();
        var (id, moment) = (Guid.NewGuid(), new DateTime(1999, 12, 31, 23, 59, 59, 123, 456, DateTimeKind.Utc));

        await connection.CopyAsync(Copy, [0], (copy, _) =>
        {
            copy.Id(id);
            copy.Text("Yosef Lay, S.Pd – Ñ 🌊");
            copy.Day(new DateOnly(1962, 2, 28));
            copy.Moment(moment);
            copy.Amount(-1_250_000_000_000);
            copy.Number(int.MinValue);
            copy.Small(short.MaxValue);
            copy.Flag(true);
        }, CancellationToken.None);

        Assert.Equal(
            new Cells(id, "Yosef Lay, S.Pd – Ñ 🌊", new DateOnly(1962, 2, 28), moment, -1_250_000_000_000, int.MinValue, short.MaxValue, true),
            await connection.QuerySingleAsync<Cells>("select * from cells"));
    }

    [Fact]
    public async Task Copy_Nothing_IsNull()
    {
        await using var connection = await OpenAsync();

        await connection.CopyAsync(Copy, [0], (copy, _) =>
        {
            copy.Id(null);
            copy.Text(null);
            copy.Day(null);
            copy.Moment(DateTime.UnixEpoch);
            copy.Amount(null);
            copy.Number(0);
            copy.Small(0);
            copy.Flag(false);
        }, CancellationToken.None);

        Assert.Equal(1, await connection.ExecuteScalarAsync<int>(
            "select count(*) from cells where id is null and text is null and day is null and amount is null and not flag and text is distinct from ''"));
    }

    [Fact]
    public async Task Copy_ManyLongRows_AllArrive()
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync("create temp table line (number int, text text)");

        await connection.CopyAsync("copy line from stdin (format binary)", [.. Enumerable.Range(0, 5_000)], (copy, number) =>
        {
            copy.Number(number);
            copy.Text(new string('x', number % 300));
        }, CancellationToken.None);

        var lines = (await connection.QueryAsync<(int Number, string Text)>("select number, text from line order by number")).ToList();
        Assert.Equal(Enumerable.Range(0, 5_000).Select(number => (number, new string('x', number % 300))), lines);
    }

    [Fact]
    public async Task Copy_NoRows_SendsNothing()
    {
        await using var connection = await OpenAsync();

        await connection.CopyAsync<int>("copy there_is_no_such_table from stdin (format binary)", [], (_, _) => { }, CancellationToken.None);
    }

    [Fact]
    public async Task Copy_RowThatPostgresRefuses_Throws()
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync("create temp table line (text text)");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.CopyAsync(
            "copy line from stdin (format binary)", ["a\0b"], (copy, text) => copy.Text(text), CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.CharacterNotInRepertoire, refused.SqlState);
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("select count(*) from line"));
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(await servers.CreateDatabaseAsync());
        await connection.OpenAsync();
        await connection.ExecuteAsync(
            "create temp table cells (id uuid, text text, day date, moment timestamptz, amount bigint, number int, small smallint, flag boolean)");
        return connection;
    }

    private sealed record Cells(Guid Id, string Text, DateOnly Day, DateTime Moment, long Amount, int Number, short Small, bool Flag);
}
