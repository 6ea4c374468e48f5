using Workforce.Registry.Cache;
using Workforce.Registry.Contracts;
using Workforce.Registry.Import;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Corrections;

/// <summary>Corrects a worker's name or NIK. Contracts, requests and notices stay: they are of the worker, by whatever name.</summary>
public sealed class CorrectWorker(Database database, AccessLog accesses)
{
    /// <param name="name">Null: stays.</param>
    /// <param name="nik">Null: stays.</param>
    /// <returns>What was corrected; empty when all was so already.</returns>
    /// <exception cref="NotFoundException">There is no such worker within reach.</exception>
    /// <exception cref="InvalidInputException">Another worker has the NIK, or the city's policy demands a paper.</exception>
    public async Task<IReadOnlyList<Correction>> CorrectAsync(
        Guid workerId, string? name, Nik? nik, CorrectionBasis basis, AllowedCall call, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await RegisterStore.LockAsync(work, cancellation);
        var stored = await CorrectionStore.GetWorkerAsync(work, workerId, call.Reach, cancellation);
        var (rightName, rightNik) = (name ?? stored.Name, nik ?? Nik.Stored(stored.Nik));
        var changes = FieldChange.Among(
            new FieldChange(CorrectedField.Name, stored.Name, rightName), new FieldChange(CorrectedField.Nik, stored.Nik, rightNik.Digits));
        if (changes.Count == 0)
        {
            AccessLog.NothingPersonal(call);
            return [];
        }
        PaperRule.Check(stored.PaperRequired, changes, basis);
        if (rightNik.Digits != stored.Nik && await CorrectionStore.HasNikAsync(work, rightNik, cancellation))
            throw new InvalidInputException("nik", $"{rightNik}", "another worker of the register has it. If they are one person, withdraw the contracts of the record with the wrong NIK and import their rows with the right one");

        await RegisterStore.CorrectWorkerAsync(work, workerId, rightName, rightNik.Digits, cancellation);
        var corrections = await CorrectionStore.AddAsync(work, stored.CityId, workerId, null, changes, basis, call.Actor, cancellation);
        await work.CommitAsync(cancellation);
        // What was wrong is answered: the former name, and the last digits of a NIK.
        await Task.WhenAll(accesses.WriteAsync(call, new Accessed(stored.CityId, [workerId], "correction")), VersionedCache.ExpireAsync());
        return corrections;
    }
}
