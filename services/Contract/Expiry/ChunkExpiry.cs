using Microsoft.Extensions.Options;
using Workforce.Contract.Cycles;
using Workforce.Contract.Storage;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Expiry;

/// <summary>Ends one chunk of contracts and announces it, in one transaction.</summary>
public sealed class ChunkExpiry(Database database, IOptions<SweepOptions> options, TimeProvider clock)
{
    internal async Task<ExpiredChunk> ExpireAsync(CycleSnapshot snapshot, ChunkClaim claim, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        var expired = await DueContractTable.ExpireAsync(work, claim, cancellation);
        if (expired.Count == 0)
            return new ExpiredChunk(0, claim.After, []);

        var strangeUnits = expired.Select(contract => contract.UnitId).Distinct()
            .Where(unitId => !snapshot.Units.ContainsKey(unitId)).ToList();
        if (strangeUnits.Count > 0)
            return new ExpiredChunk(0, claim.After, strangeUnits);

        var batches = Batches.Of(snapshot, expired, options.Value.BatchSize);
        await ExpiryBatchTable.InsertAsync(work, batches, clock.GetUtcNow().UtcDateTime, cancellation);
        foreach (var batch in batches)
            work.Announce(batch.BatchId, batch);
        await work.CommitAsync(cancellation);
        SweepTelemetry.CountExpired(expired.Count);
        return new ExpiredChunk(expired.Count, new ChunkPosition(expired[^1].UnitId, expired[^1].ContractId), []);
    }
}
