using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;

namespace Workforce.Contract.Sweeps;

/// <summary>
/// Checks that all contracts of a city's register have arrived. One that has not may be the contract by which a worker goes on, whom a
/// sweep before it would send home.
/// </summary>
public sealed class CheckArrival(ContractStore contracts, CountRegistered countRegistered, SweepLog log, IOptions<SweepOptions> options)
{
    private readonly ConcurrentDictionary<Guid, Missing> _missing = [];

    /// <returns>Null when all have arrived, or when the rest has not come for <see cref="SweepOptions.MissingMinutes"/>.</returns>
    public async Task<Lack?> CheckAsync(City city, CancellationToken cancellation)
    {
        // Registry first: what is registered in between is not missing.
        var registered = await countRegistered(city.Id, cancellation);
        if (registered.IsImporting)
            return new(LeftOutReason.RegisterNotReceived, $"a register of {city.Name} is being imported; wait until it is in");
        var missing = registered.Contracts - await contracts.CountReceivedAsync(city.Id, cancellation);
        if (missing <= 0)
        {
            _missing.TryRemove(city.Id, out _);
            return null;
        }
        if (IsGivenUp(city.Id, missing))
        {
            log.ContractsMissing(city.Code, missing);
            return null;
        }
        return new(
            LeftOutReason.RegisterNotReceived,
            $"{missing} of {registered.Contracts} contracts in the register of {city.Name} have not arrived; see the dead letters of Contract and Registry's log");
    }

    private bool IsGivenUp(Guid cityId, int missing)
    {
        var since = _missing.AddOrUpdate(
            cityId, _ => Missing.Now(missing), (_, before) => before.Contracts == missing ? before : Missing.Now(missing));
        return Stopwatch.GetElapsedTime(since.Timestamp) >= TimeSpan.FromMinutes(options.Value.MissingMinutes);
    }

    /// <summary>So many contracts of a city are missing since a moment.</summary>
    private sealed record Missing(int Contracts, long Timestamp)
    {
        public static Missing Now(int contracts) => new(contracts, Stopwatch.GetTimestamp());
    }
}
