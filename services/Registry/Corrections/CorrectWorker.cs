using Workforce.Registry.Cache;
using Workforce.Registry.Import;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Corrections;

/// <summary>Corrects a worker's name or NIK. Contracts, requests and notices stay: they are of the worker, by whatever name.</summary>
public sealed class CorrectWorker(RegisterTurn turn, AccessLog accesses)
{
    /// <summary>What is told of a NIK that another worker has.</summary>
    internal const string NikInUse =
        "another worker of the register has it. If they are one person, withdraw the contracts of the record with the wrong NIK and import their rows with the right one";

    /// <param name="name">Null: stays.</param>
    /// <param name="nik">Null: stays.</param>
    /// <returns>What was corrected; empty when all was so already.</returns>
    /// <exception cref="NotFoundException">There is no such worker within reach.</exception>
    /// <exception cref="InvalidInputException">Another worker has the NIK, or the city's policy demands a paper.</exception>
    public async Task<IReadOnlyList<Correction>> CorrectAsync(
        Guid workerId, string? name, Nik? nik, CorrectionBasis basis, AllowedCall call, CancellationToken cancellation)
    {
        var corrections = await turn.TakeAsync(work => CorrectAsync(work, workerId, name, nik, basis, call, cancellation), cancellation);
        if (corrections.Count == 0)
        {
            AccessLog.NothingPersonal(call);
            return [];
        }
        // What was wrong is answered: the former name, and the last digits of a NIK.
        await Task.WhenAll(accesses.WriteAsync(call, new Accessed(corrections[0].CityId, [workerId], "correction")), VersionedCache.ExpireAsync());
        return corrections;
    }

    private static async Task<IReadOnlyList<Correction>> CorrectAsync(
        UnitOfWork work, Guid workerId, string? name, Nik? nik, CorrectionBasis basis, AllowedCall call, CancellationToken cancellation)
    {
        var stored = await CorrectionStore.GetWorkerAsync(work, workerId, call.Reach, cancellation);
        var corrected = new WorkerIdentity(stored.Id, name ?? stored.Name, nik?.Digits ?? stored.Nik);
        var changes = stored.Changes(corrected);
        if (changes.Count == 0)
            return [];
        PaperRule.Check(stored.PaperRequired, changes, basis);
        if (corrected.Nik != stored.Nik && (await CorrectionStore.ListNiksInUseAsync(work, [corrected.Nik], cancellation)).Count > 0)
            throw new InvalidInputException("nik", $"{nik}", NikInUse);

        await RegisterStore.CorrectAsync(work, [corrected], cancellation);
        var corrections = await CorrectionStore.AddAsync(work, stored.CityId, NewCorrection.OfWorker(workerId, changes, basis), call.Actor, cancellation);
        await work.CommitAsync(cancellation);
        return corrections;
    }
}
