using Npgsql;
using Workforce.Testing;

namespace Workforce.Contract.Tests;

/// <summary>
/// A town's sweep that has its contracts in hand: it has claimed them, and cannot commit until it is released, as the table that it writes
/// next is locked.
/// </summary>
internal sealed class HeldSweep : IAsyncDisposable
{
    private readonly ContractHost _host;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly Task<V1.ExpireReply> _sweep;

    private HeldSweep(ContractHost host, NpgsqlConnection connection, NpgsqlTransaction transaction, Task<V1.ExpireReply> sweep) =>
        (_host, _connection, _transaction, _sweep) = (host, connection, transaction, sweep);

    /// <summary>Returns once the sweep has claimed the first chunk.</summary>
    public static async Task<HeldSweep> StartAsync(ContractHost host, Town town, string asOf)
    {
        var connection = await host.Running.Database.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand("lock table expiry_batch in share mode", connection, transaction))
            await locking.ExecuteNonQueryAsync();
        var held = new HeldSweep(host, connection, transaction, town.ExpireAsync(asOf));
        await Eventually.IsAsync(1L, () => CountWaitingAsync(host), "the sweep has claimed its contracts");
        return held;
    }

    /// <summary>Waits until another transaction waits for the sweep.</summary>
    public Task IsWaitedForAsync() => Eventually.IsAsync(2L, () => CountWaitingAsync(_host), "a correction waits for the sweep");

    /// <summary>Lets it commit, and go on to its end.</summary>
    /// <returns>How many contracts expired.</returns>
    public async Task<int> ReleaseAsync()
    {
        await _transaction.CommitAsync();
        return (await _sweep).ContractsExpired;
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    /// <summary>How many sessions of the database wait for a lock.</summary>
    internal static Task<long> CountWaitingAsync(ContractHost host) => host.Running.ScalarAsync<long>(
        "select count(distinct pid) from pg_locks join pg_stat_activity using (pid) where datname = current_database() and not granted");
}
