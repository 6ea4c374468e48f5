using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Corrections;

/// <summary>Lists what was corrected of a contract or of a worker; the access log says who read it.</summary>
public sealed class ListCorrections(CorrectionStore corrections, AccessLog accesses)
{
    /// <param name="contractId">One of the two is given.</param>
    /// <param name="workerId">One of the two is given.</param>
    /// <param name="after">Id of the last of the page before; null on the first page.</param>
    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<Correction>> ListAsync(
        Guid? contractId, Guid? workerId, Guid? after, int size, AllowedCall call, CancellationToken cancellation)
    {
        var found = await corrections.ListAsync(contractId, workerId, after, size, call.Reach, cancellation);
        if (found.Count == 0)
            AccessLog.NothingPersonal(call);
        await Task.WhenAll(found.GroupBy(correction => correction.CityId).Select(city => accesses.WriteAsync(
            call, new Accessed(city.Key, [.. city.Select(correction => correction.WorkerId).Distinct()], contractId is null ? "corrections" : $"corrections of contract {contractId}"))));
        return found;
    }
}
