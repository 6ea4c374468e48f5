using Npgsql;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>
/// For the cells of the table of docs/corrections.md in hand: nine of the workers are corrected while the sweep has claimed all contracts and
/// cannot commit, as the table that it writes next is locked. Then what is due by its corrected terms is expired.
/// </summary>
public sealed class CorrectedInHand(SharedSystem shared) : CorrectedCity(shared), IAsyncLifetime
{
    private const int First = 1;

    // It waits for the table, and has the lock of its cycle.
    private const string SweepHasClaimed =
        """
        select exists (
            select from pg_locks waits join pg_locks has using (pid)
            where waits.relation = 'expiry_batch'::regclass and not waits.granted and has.locktype = 'advisory' and has.granted)
        """;

    private const string CorrectionWaits = "select exists (select from pg_locks where locktype = 'advisory' and not granted)";

    public async Task InitializeAsync()
    {
        await CreateAsync();
        await CorrectWhileItIsSweptAsync();
        await AwaitAsync(("2020-12-31", 16, 4));
        await City.ExpireAsync();
        await AwaitAsync(("2020-12-31", 17, 4), ("2020-11-30", 1, 0));
        await Eventually.IsAsync((17, 2, 4), TakenBackAsync, "requests open and withdrawn, notices taken back", TimeSpan.FromMinutes(1));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The name that what was issued to the worker has: nothing was while the sweep had the contract in hand.</summary>
    public static string NameOf(string what) => NameOf(what, WorkerOf(what, First), isRight: true);

    public Task<CorrectedOutcome> OutcomeAsync(string what) => OutcomeAsync(WorkerOf(what, First), NameOf(what));

    public Task<IReadOnlyList<Notification.V1.Notice>> NoticesAsync(string what) => NoticesAsync(WorkerOf(what, First));

    public Task<IReadOnlyList<Registry.V1.Correction>> HistoryAsync(string what) => HistoryAsync(WorkerOf(what, First));

    private async Task CorrectWhileItIsSweptAsync()
    {
        await using var contract = await Shared.Running.DatabaseOfAsync("contract");
        await using var registry = await Shared.Running.DatabaseOfAsync("registry");
        await using var connection = await contract.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand("lock table expiry_batch in share mode", connection, transaction))
            await locking.ExecuteNonQueryAsync();

        var sweep = City.ExpireAsync();
        await Eventually.HoldsAsync(() => IsSoAsync(contract, SweepHasClaimed), "the sweep has claimed the contracts");
        await CorrectEachAsync(First);
        await Eventually.HoldsAsync(
            () => IsSoAsync(registry, "select not exists (select from outbox where published_at is null)"), "Registry has published every correction");
        await Eventually.HoldsAsync(() => IsSoAsync(contract, CorrectionWaits), "the corrections wait for the sweep");

        await transaction.CommitAsync();
        Assert.Equal(TestCity.Units, (await sweep).ContractsExpired);
    }

    private static async Task<bool> IsSoAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
