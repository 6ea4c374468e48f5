using Npgsql;
using Workforce.Testing;

namespace Workforce.Contract.Tests;

/// <summary>A town's unswept day that no contract can be added to until it is released.</summary>
internal sealed class HeldDay : IAsyncDisposable
{
    private readonly ContractHost _host;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private HeldDay(ContractHost host, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_host, _connection, _transaction) = (host, connection, transaction);

    public static async Task<HeldDay> LockAsync(ContractHost host, Town town, DateOnly lastDay)
    {
        var connection = await host.Running.Database.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var locking = new NpgsqlCommand("select from unswept_day where city_id = $1 and last_day = $2 for update", connection, transaction)
        {
            Parameters = { new() { Value = town.Id }, new() { Value = lastDay } },
        };
        await locking.ExecuteNonQueryAsync();
        return new HeldDay(host, connection, transaction);
    }

    /// <summary>Waits until a transaction waits for the day.</summary>
    public Task IsWaitedForAsync() => Eventually.IsAsync(1L, () => HeldSweep.CountWaitingAsync(_host), "a transaction waits for the day");

    /// <summary>Waits until another one waits for that transaction, or a message was handled without waiting.</summary>
    public Task IsWaitedForAsync(Guid orHandled) => Eventually.HoldsAsync(
        async () => await HeldSweep.CountWaitingAsync(_host) == 2
            || await _host.Running.ScalarAsync<bool>("select exists (select from inbox where message_id = $1)", orHandled),
        "another transaction waits, or the message is handled");

    public Task ReleaseAsync() => _transaction.CommitAsync();

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
