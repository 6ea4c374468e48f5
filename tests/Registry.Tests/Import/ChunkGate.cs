using Npgsql;
using Workforce.Testing;

namespace Workforce.Registry.Tests.Import;

/// <summary>
/// Holds the lock that each chunk of an import takes before it is stored, so that chunks pass one by one, as a test lets them.
/// PostgreSQL gives a lock in the order in which it is asked for.
/// </summary>
internal sealed class ChunkGate : IAsyncDisposable
{
    private const string Lock = "select pg_advisory_lock(hashtext('workforce register'))";

    private const string Waiting =
        """
        select count(*)::int from pg_locks
        where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())
          and objid::bigint = hashtext('workforce register')::bigint & 4294967295
        """;

    private readonly NpgsqlDataSource _database;
    private NpgsqlConnection? _holder;

    private ChunkGate(NpgsqlDataSource database, NpgsqlConnection holder) => (_database, _holder) = (database, holder);

    public static async Task<ChunkGate> CloseAsync(TestService service)
    {
        // Its sessions end with it: other tests end all that are idle.
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(service.ConnectionString) { Pooling = false });
        var holder = await database.OpenConnectionAsync();
        await ExecuteAsync(holder, Lock);
        return new ChunkGate(database, holder);
    }

    /// <summary>Waits until a chunk has come to the gate.</summary>
    public Task ReachedAsync() => WaitForAsync(waiting: 1);

    /// <summary>Lets one chunk pass, and waits until it is stored.</summary>
    public async Task PassAsync()
    {
        await ReachedAsync();
        var next = await _database.OpenConnectionAsync();
        var closing = ExecuteAsync(next, Lock);
        await WaitForAsync(waiting: 2);
        await OpenAsync();
        await closing;
        _holder = next;
    }

    /// <summary>Lets all pass from now on.</summary>
    public async Task OpenAsync()
    {
        if (_holder is not { } holder)
            return;
        _holder = null;
        await holder.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await OpenAsync();
        await _database.DisposeAsync();
    }

    private Task WaitForAsync(int waiting) => Eventually.HoldsAsync(
        async () =>
        {
            await using var command = _database.CreateCommand(Waiting);
            return (int)(await command.ExecuteScalarAsync())! == waiting;
        },
        $"{waiting} wait at the gate");

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
