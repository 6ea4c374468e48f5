using Dapper;
using Npgsql;
using Workforce.ServiceDefaults.Outbox;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

[Collection(Servers.Name)]
public sealed class CopyTests(TestServers servers) : IAsyncLifetime
{
    private const string Copy = "copy cells from stdin (format binary)";

    private TestService _service = null!;
    private UnitOfWork _work = null!;

    public async Task InitializeAsync()
    {
        _service = await BareService.StartAsync(servers);
        _work = await _service.BeginAsync();
        await _work.Connection.ExecuteAsync(
            "create temp table cells (id uuid, text text, day date, moment timestamptz, amount bigint, number int, small smallint, flag boolean)");
    }

    public async Task DisposeAsync()
    {
        await _work.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Copy_EveryKindOfCell_IsReadBackAsItWas()
    {
        var (id, moment) = (Guid.NewGuid(), new DateTime(1999, 12, 31, 23, 59, 59, 123, 456, DateTimeKind.Utc));

        await _work.CopyAsync(Copy, [0], (copy, _) =>
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
            await _work.Connection.QuerySingleAsync<Cells>("select * from cells"));
    }

    [Fact]
    public async Task Copy_Nothing_IsNull()
    {
        await _work.CopyAsync(Copy, [0], (copy, _) =>
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

        Assert.Equal(1, await _work.Connection.ExecuteScalarAsync<int>(
            "select count(*) from cells where id is null and text is null and day is null and amount is null and not flag and text is distinct from ''"));
    }

    [Fact]
    public async Task Copy_ManyLongRows_AllArrive()
    {
        await _work.Connection.ExecuteAsync("create temp table line (number int, text text)");

        await _work.CopyAsync("copy line from stdin (format binary)", [.. Enumerable.Range(0, 5_000)], (copy, number) =>
        {
            copy.Number(number);
            copy.Text(new string('x', number % 300));
        }, CancellationToken.None);

        var lines = (await _work.Connection.QueryAsync<(int Number, string Text)>("select number, text from line order by number")).ToList();
        Assert.Equal(Enumerable.Range(0, 5_000).Select(number => (number, new string('x', number % 300))), lines);
    }

    [Fact]
    public async Task Copy_NoRows_SendsNothing()
    {
        await _work.CopyAsync<int>("copy there_is_no_such_table from stdin (format binary)", [], (_, _) => { }, CancellationToken.None);
    }

    [Fact]
    public async Task Copy_RowThatPostgresRefuses_Throws()
    {
        await _work.Connection.ExecuteAsync("create temp table line (text text)");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => _work.CopyAsync(
            "copy line from stdin (format binary)", ["a\0b"], (copy, text) => copy.Text(text), CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.CharacterNotInRepertoire, refused.SqlState);
    }

    private sealed record Cells(Guid Id, string Text, DateOnly Day, DateTime Moment, long Amount, int Number, short Small, bool Flag);
}
