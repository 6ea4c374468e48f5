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
/// Checks of each city that its register is whole, and that all its contracts have arrived. One that has not may be the contract by which a
/// worker goes on, whom a sweep before it would send home.
/// </summary>
public sealed class CheckArrivals(ContractStore contracts, CountRegistered countRegistered, IOptions<SweepOptions> options)
{
    /// <param name="despiteMissing">What has arrived is to be swept; Registry is not asked.</param>
    /// <returns>By city.</returns>
    public async Task<IReadOnlyDictionary<Guid, Arrival>> CheckAsync(
        IReadOnlyCollection<City> cities, bool despiteMissing, CancellationToken cancellation)
    {
        Guid[] ids = [.. cities.Select(city => city.Id)];
        // What has arrived first: the register, asked later, has all of it, so that the counts are equal only if nothing is on its way.
        var received = (await contracts.CountReceivedAsync(ids, cancellation)).ToDictionary(count => count.CityId);
        if (despiteMissing)
            return received.ToDictionary(city => city.Key, city => new Arrival(city.Value.AsOf));

        var registered = await countRegistered(ids, cancellation);
        var givenUp = await ListGivenUpAsync(received, registered, cancellation);
        return cities.ToDictionary(
            city => city.Id, city => Of(city, received[city.Id], registered.GetValueOrDefault(city.Id), givenUp.Contains(city.Id)));
    }

    private static Arrival Of(City city, ReceivedCount received, RegisteredCount? registered, bool isGivenUp)
    {
        var missing = MissingOf(received, registered);
        var lack = registered switch
        {
            null => NotReceived($"Registry does not have {city.Name}; apply the city and import its register"),
            { IsImporting: true } => NotReceived($"a register of {city.Name} is being imported; wait until it is in"),
            { IsBrokenOff: true } => new Lack(
                LeftOutReason.RegisterBrokenOff,
                $"an import of {city.Name}'s register broke off before the end of its file, as workforce imports shows; import the file whole"),
            _ when missing > 0 && !isGivenUp => NotReceived(
                $"{missing} of {registered.Contracts} contracts in the register of {city.Name} have not arrived; see the dead letters of Contract and Registry's log"),
            _ => null,
        };
        return new Arrival(received.AsOf, missing, lack);

        Lack NotReceived(string explanation) => new(LeftOutReason.RegisterNotReceived, explanation);
    }

    // Nothing has changed at either end for so long: those of all other contracts are over and must not wait for ever.
    private async Task<IReadOnlySet<Guid>> ListGivenUpAsync(
        Dictionary<Guid, ReceivedCount> received, IReadOnlyDictionary<Guid, RegisteredCount> registered, CancellationToken cancellation)
    {
        var limit = TimeSpan.FromMinutes(options.Value.MissingMinutes);
        var unchanged = registered
            .Where(city => MissingOf(received[city.Key], city.Value) > 0 && !(city.Value.UnchangedFor < limit))
            .Select(city => city.Key).ToHashSet();
        if (unchanged.Count > 0)
            unchanged.ExceptWith(await contracts.ListReceivingAsync([.. unchanged], limit, cancellation));
        return unchanged;
    }

    private static int MissingOf(ReceivedCount received, RegisteredCount? registered) =>
        registered is null ? 0 : Math.Max(registered.Contracts - received.Contracts, 0);
}
