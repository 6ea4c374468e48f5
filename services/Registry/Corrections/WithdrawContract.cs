using Workforce.Registry.Cache;
using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Corrections;

/// <summary>Withdraws a contract that should not be in the register (pembatalan kontrak), and publishes that.</summary>
public sealed class WithdrawContract(RegisterTurn turn)
{
    /// <returns>The withdrawal; empty when it was withdrawn already.</returns>
    /// <exception cref="NotFoundException">There is no such contract within reach.</exception>
    /// <exception cref="InvalidInputException">The city's policy demands a paper.</exception>
    public async Task<IReadOnlyList<Correction>> WithdrawAsync(Guid contractId, CorrectionBasis basis, AllowedCall call, CancellationToken cancellation)
    {
        var corrections = await turn.TakeAsync(work => WithdrawAsync(work, contractId, basis, call, cancellation), cancellation);
        if (corrections.Count > 0)
            await VersionedCache.ExpireAsync();
        return corrections;
    }

    private static async Task<IReadOnlyList<Correction>> WithdrawAsync(
        UnitOfWork work, Guid contractId, CorrectionBasis basis, AllowedCall call, CancellationToken cancellation)
    {
        var stored = await CorrectionStore.GetContractAsync(work, contractId, call.Reach, cancellation);
        if (stored.IsWithdrawn)
            return [];
        PaperRule.Check(stored.PaperRequired, [FieldChange.Withdrawal], basis);

        var withdrawn = stored.Withdrawn();
        await RegisterStore.CorrectAsync(work, [withdrawn], cancellation);
        await RegisterStore.FollowLatestAsync(work, [stored.WorkerId], cancellation);
        var corrections = await CorrectionStore.AddAsync(work, stored.CityId, NewCorrection.OfContract(stored, [FieldChange.Withdrawal], basis), call.Actor, cancellation);
        await PublishCorrected.PublishAsync(work, stored.CityId, [withdrawn], cancellation);
        await work.CommitAsync(cancellation);
        return corrections;
    }
}
