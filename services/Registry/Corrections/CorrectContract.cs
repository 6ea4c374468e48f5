using Workforce.Registry.Cache;
using Workforce.Registry.Contracts;
using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Corrections;

/// <summary>Corrects what is wrong in a contract (pembetulan kontrak), and publishes it.</summary>
public sealed class CorrectContract(RegisterTurn turn)
{
    /// <returns>What was corrected; empty when all was so already.</returns>
    /// <exception cref="NotFoundException">There is no such contract within reach.</exception>
    /// <exception cref="NotReadyException">It is withdrawn.</exception>
    /// <exception cref="InvalidInputException">The correction cannot be, or lacks a paper.</exception>
    public async Task<IReadOnlyList<Correction>> CorrectAsync(
        Guid contractId, ContractCorrection correction, CorrectionBasis basis, AllowedCall call, CancellationToken cancellation)
    {
        var corrections = await turn.TakeAsync(work => CorrectAsync(work, contractId, correction, basis, call, cancellation), cancellation);
        if (corrections.Count > 0)
            await VersionedCache.ExpireAsync();
        return corrections;
    }

    private static async Task<IReadOnlyList<Correction>> CorrectAsync(
        UnitOfWork work, Guid contractId, ContractCorrection correction, CorrectionBasis basis, AllowedCall call, CancellationToken cancellation)
    {
        var stored = await CorrectionStore.GetContractAsync(work, contractId, call.Reach, cancellation);
        if (stored.WithdrawnAt is { } at)
            throw new NotReadyException($"contract '{contractId}' was withdrawn on {at.ToIso()}: nothing of it can be corrected");

        var corrected = correction.Over(stored, correction.Unit is null ? stored.UnitId : await CorrectionStore.GetUnitAsync(work, stored.CityId, correction.Unit, cancellation));
        var changes = ContractCorrection.Between(stored, corrected);
        if (changes.Count == 0)
            return [];
        PaperRule.Check(stored.PaperRequired, changes, basis);
        await RefuseWithoutRoomAsync(work, stored, corrected, cancellation);

        await RegisterStore.CorrectAsync(work, [corrected], cancellation);
        await RegisterStore.FollowLatestAsync(work, [stored.WorkerId], cancellation);
        var corrections = await CorrectionStore.AddAsync(work, stored.CityId, NewCorrection.OfContract(stored, changes, basis), call.Actor, cancellation);
        await PublishCorrected.PublishAsync(work, stored.CityId, [corrected], cancellation);
        await work.CommitAsync(cancellation);
        return corrections;
    }

    private static async Task RefuseWithoutRoomAsync(UnitOfWork work, ContractOnRecord stored, ContractOnRecord corrected, CancellationToken cancellation)
    {
        if (corrected.Terms == stored.Terms)
            return;
        var others = await CorrectionStore.ListStandingAsync(work, [stored.WorkerId], cancellation);
        if (Room.TakenBy(stored, corrected, others) is not { } beside)
            return;
        var (field, value) = corrected.LastDay != stored.LastDay ? ("last_day", corrected.LastDay.ToIso())
            : corrected.FirstDay != stored.FirstDay ? ("first_day", corrected.FirstDay.ToIso())
            : ("unit", corrected.Unit);
        throw new InvalidInputException(field, value, Room.TextOf(beside, stored.CityId));
    }
}
