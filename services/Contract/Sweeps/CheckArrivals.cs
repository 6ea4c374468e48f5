using Microsoft.Extensions.Options;
using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;

namespace Workforce.Contract.Sweeps;

/// <summary>Whether a city's register has arrived.</summary>
/// <param name="AsOf">Contracts received before this moment may be swept; what comes later may lack its worker's next contract.</param>
/// <param name="Missing">Contracts of the register that have not arrived.</param>
/// <param name="Lack">Why the city must wait; null when nothing is missing, or what is missing is no longer waited for.</param>
public sealed record Arrival(DateTime AsOf, int Missing = 0, Lack? Lack = null);

/// <summary>
/// Checks that a city's register is whole, and that all its contracts have arrived. One that has not may be the contract by which a worker
/// goes on, whom a sweep before it would send home.
/// </summary>
public sealed class CheckArrival(ContractStore contracts, CountRegistered countRegistered, IOptions<SweepOptions> options)
{
    /// <param name="despiteMissing">What has arrived is to be swept; Registry is not asked.</param>
    public async Task<Arrival> CheckAsync(City city, bool despiteMissing, CancellationToken cancellation)
    {
        // What has arrived first: the register, asked later, has all of it, so that the counts are equal only if nothing is on its way.
        var received = await contracts.CountReceivedAsync(city.Id, cancellation);
        if (despiteMissing)
            return new Arrival(received.AsOf);

        var registered = await countRegistered(city.Id, cancellation);
        var missing = Math.Max(registered.Contracts - received.Contracts, 0);
        if (registered.IsImporting)
            return Waiting(LeftOutReason.RegisterNotReceived, $"a register of {city.Name} is being imported; wait until it is in");
        if (registered.IsBrokenOff)
            return Waiting(LeftOutReason.RegisterBrokenOff, $"an import of {city.Name}'s register broke off before the end of its file, as workforce imports shows; import the file whole");
        if (missing == 0 || await IsGivenUpAsync(city, registered, cancellation))
            return new Arrival(received.AsOf, missing);
        return Waiting(
            LeftOutReason.RegisterNotReceived,
            $"{missing} of {registered.Contracts} contracts in the register of {city.Name} have not arrived; see the dead letters of Contract and Registry's log");

        Arrival Waiting(LeftOutReason reason, string explanation) => new(received.AsOf, missing, new Lack(reason, explanation));
    }

    // Nothing has changed at either end for so long: those of all other contracts are over and must not wait for ever.
    private async Task<bool> IsGivenUpAsync(City city, RegisteredCount registered, CancellationToken cancellation)
    {
        var limit = TimeSpan.FromMinutes(options.Value.MissingMinutes);
        return !(registered.UnchangedFor < limit) && !(await contracts.FindSinceReceivedAsync(city.Id, cancellation) < limit);
    }
}
