using Workforce.Registry.Cache;
using Workforce.Registry.Contracts;
using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Corrections;

/// <summary>Withdraws a contract that should not be in the register (pembatalan kontrak), and publishes that.</summary>
public sealed class WithdrawContract(Database database)
{
    private static readonly FieldChange[] Withdrawal = [new(CorrectedField.Withdrawn, "", "withdrawn")];

    /// <returns>The withdrawal; empty when it was withdrawn already.</returns>
    /// <exception cref="NotFoundException">There is no such contract within reach.</exception>
    /// <exception cref="InvalidInputException">The city's policy demands a paper.</exception>
    public async Task<IReadOnlyList<Correction>> WithdrawAsync(Guid contractId, CorrectionBasis basis, AllowedCall call, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await RegisterStore.LockAsync(work, cancellation);
        var stored = await CorrectionStore.GetContractAsync(work, contractId, call.Reach, cancellation);
        if (stored.WithdrawnAt is not null)
            return [];
        PaperRule.Check(stored.PaperRequired, Withdrawal, basis);

        var withdrawn = stored with { Revision = stored.Revision + 1 };
        await RegisterStore.WithdrawAsync(work, withdrawn, cancellation);
        var corrections = await CorrectionStore.AddAsync(work, stored.CityId, stored.WorkerId, contractId, Withdrawal, basis, call.Actor, cancellation);
        await PublishCorrected.PublishAsync(work, withdrawn, cancellation);
        await work.CommitAsync(cancellation);
        await VersionedCache.ExpireAsync();
        return corrections;
    }
}
