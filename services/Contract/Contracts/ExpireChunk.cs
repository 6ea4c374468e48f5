using Workforce.Contract.Batches;
using Workforce.Contract.Cycles;
using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Contracts;

/// <summary>Expires one chunk of contracts and publishes it in batches, in one transaction.</summary>
public sealed class ExpireChunk(Database database, ContractMetrics metrics, TimeProvider clock)
{
    /// <param name="dueDay">By when heads must have rated them.</param>
    /// <param name="batchSize">Contracts in one message at most.</param>
    public async Task<ExpiredChunk> ExpireAsync(
        FrozenCycle cycle, ChunkClaim claim, DateOnly dueDay, int batchSize, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        // Not while contracts of the city are corrected: a worker would go on by a next contract whose withdrawal, at the same moment, finds no
        // worker who does. A statement of its own: those after it see what the correction has committed.
        await work.LockAsync([(claim.CityId, Alone: false)], cancellation);
        var expired = await ContractStore.ExpireAsync(work, claim, cancellation);
        if (expired.Count == 0)
            return new ExpiredChunk(0, claim.After, []);

        var unknownUnits = expired.Select(contract => contract.UnitId).Distinct().Where(unitId => !cycle.Units.ContainsKey(unitId)).ToList();
        if (unknownUnits.Count > 0)
            return new ExpiredChunk(0, claim.After, unknownUnits);

        var batches = ExpiredBatches.Of(cycle, expired, dueDay, batchSize);
        await BatchStore.AddAsync(work, [.. batches.Select(RowOf)], clock.GetUtcNow().UtcDateTime, claim.By, cancellation);
        foreach (var batch in batches)
            work.Publish(batch.BatchId, batch);
        await work.CommitAsync(cancellation);
        metrics.ContractsExpired(expired.Count);
        return new ExpiredChunk(expired.Count, new ChunkPosition(expired[^1].UnitId, expired[^1].ContractId), []);
    }

    private static ExpiryBatch RowOf(ContractsExpired batch)
    {
        var contracts = ExpiredBatches.CountOf(batch);
        var continuing = batch.Continuing ?? [];
        return new ExpiryBatch(
            batch.BatchId, batch.CycleId, contracts, continuing.Count, contracts - continuing.Count(contract => !contract.RatesPastPeriod));
    }
}
