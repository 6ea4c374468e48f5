using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Separations;

/// <summary>Withdraws a separation that is wrong (pembatalan). It stays recorded, and was known until now.</summary>
public sealed class WithdrawSeparation(Database database, AccessLog accesses, ContractMetrics metrics, TimeProvider clock)
{
    /// <returns>The separation with its withdrawal, also when it was withdrawn before for this reason.</returns>
    /// <exception cref="NotFoundException">There is none within reach.</exception>
    /// <exception cref="NotReadyException">It is withdrawn for another reason.</exception>
    public async Task<Separation> WithdrawAsync(Guid separationId, string reason, AllowedCall call, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        var found = await SeparationStore.GetAsync(work, separationId, call.Reach, cancellation);
        await work.LockAsync([(ListLock.Of(found.CityId), true)], cancellation);
        // What another call has committed while this one waited.
        var separation = await SeparationStore.GetAsync(work, separationId, call.Reach, cancellation);
        if (separation.Withdrawal is { } existing && existing.Reason != reason)
            throw new NotReadyException($"the separation is withdrawn for another reason, by {existing.WithdrawnBy.Name}");
        if (separation.Withdrawal is null)
        {
            separation = separation with { Withdrawal = new SeparationWithdrawal(reason, ListLock.MomentOf(clock.GetUtcNow()), call.Actor) };
            await SeparationStore.AddWithdrawalAsync(work, separation.Id, separation.Withdrawal, cancellation);
            work.AfterCommit(() => metrics.SeparationWithdrawn(separation.Code));
            await work.CommitAsync(cancellation);
        }
        await accesses.WriteAsync(call, new Accessed(separation.CityId, [separation.WorkerId]));
        return separation;
    }
}
