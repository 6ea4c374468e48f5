using Dapper;
using Npgsql;
using Workforce.Registry.Cache;
using Workforce.Registry.Events;
using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Identity;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Stores one chunk of a file: rows, findings and the events that tell of them, all or nothing.</summary>
internal sealed class ChunkStore(Database database, ReplyCache cache) : IDisposable
{
    private const int ContractsOfMessage = 500;

    // However many imports wait in line; the caller's deadline is the limit.
    private const int NoTimeout = 0;

    // Those of this process wait here, without a connection each.
    private readonly SemaphoreSlim _turn = new(1);

    public async Task StoreAsync(RunningImport import, ImportChunk chunk, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await StoreInTurnAsync(import, chunk, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task StoreInTurnAsync(RunningImport import, ImportChunk chunk, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        // Chunks take turns, whatever file they are of: what is read here about a worker still holds when it is written. Two
        // imports of one file then find each other's rows instead of failing on them.
        await work.Connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(hashtext('workforce register'))", commandTimeout: NoTimeout, cancellationToken: cancellation));
        var held = await HeldWorkers.ReadAsync(work, import, chunk.Rows.Select(row => row.Nik), cancellation);
        var merged = ChunkMerge.Of(chunk, import.CityId, held);

        await WriteAsync(work.Connection, import, merged, cancellation);
        foreach (var contracts in InState(merged.Contracts, RecordState.Added).Chunk(ContractsOfMessage))
            Announce(work, import.CityId, contracts);
        await cache.WithholdAsync(CachedKind.Worker, [.. InState(merged.Workers, RecordState.Changed).Select(worker => worker.Id)]);
        await work.CommitAsync(cancellation);
        import.Add(merged);
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection, RunningImport import, MergedChunk merged, CancellationToken cancellation)
    {
        await WorkerCopy.InsertAsync(connection, InState(merged.Workers, RecordState.Added), cancellation);
        await WorkerCopy.UpdateAsync(connection, InState(merged.Workers, RecordState.Changed), cancellation);
        await ContractCopy.InsertAsync(connection, import, InState(merged.Contracts, RecordState.Added), cancellation);
        await ContractCopy.UpdateAsync(connection, import, InState(merged.Contracts, RecordState.Changed), cancellation);
        await NamedCopy.InsertAsync(
            connection, import, [.. merged.Contracts.Where(contract => contract.State is not RecordState.Added)], cancellation);
        await FindingCopy.InsertAsync(connection, import, merged.Findings, cancellation);
    }

    private static void Announce(Work work, Guid cityId, IReadOnlyList<ContractRecord> contracts)
    {
        var registered = new ContractsRegistered(cityId, [.. contracts.Select(contract => new RegisteredContract(
            contract.Id, contract.WorkerId, contract.Terms.UnitId, contract.Terms.VendorId,
            contract.Terms.Period.FirstDay, contract.Terms.Period.LastDay))]);
        work.Announce(DerivedId.From("contracts-registered", [.. contracts.Select(contract => (object)contract.Id)]), registered);
    }

    private static IReadOnlyList<ContractRecord> InState(IEnumerable<ContractRecord> contracts, RecordState state) =>
        [.. contracts.Where(contract => contract.State == state)];

    private static IReadOnlyList<WorkerRecord> InState(IEnumerable<WorkerRecord> workers, RecordState state) =>
        [.. workers.Where(worker => worker.State == state)];
}
