using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Separations;

/// <summary>Records that workers have left the list, many at once: each separation is recorded, unchanged or refused by itself.</summary>
public sealed class RecordSeparations(SeparationRecorder recorder, AccessLog accesses)
{
    /// <param name="separations">At most 1,000.</param>
    /// <param name="requestId">The caller's id of the call; null where it has none.</param>
    /// <returns>In the order of the separations; to the same call again by its id, the same.</returns>
    /// <exception cref="NotFoundException">No such city.</exception>
    /// <exception cref="NotReadyException">The id was another call's.</exception>
    public async Task<IReadOnlyList<SeparationOutcome>> RecordAsync(
        Guid cityId, IReadOnlyList<NewSeparation> separations, Guid? requestId, AllowedCall call, CancellationToken cancellation)
    {
        var outcomes = await recorder.RecordAsync(cityId, separations, requestId, call, cancellation);
        // A separation names who recorded it, and its reason may name the worker.
        await accesses.WriteByCityAsync(call, outcomes.Select(outcome => outcome.Separation).OfType<Separation>().Select(one => (cityId, one.WorkerId)), "separations");
        return outcomes;
    }
}
