using Workforce.Contract.Storage;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Records;

/// <summary>What became of the contracts of one message; those in neither count were there already.</summary>
public sealed record Arrival(int Stored, int Refused)
{
    /// <summary>
    /// Stores what can be stored and records the rest with its reason: a contract that cannot be taken never keeps out the
    /// others of its message.
    /// </summary>
    public static async Task<Arrival> TakeAsync(
        Work work, Guid cityId, IReadOnlyCollection<RegisteredContract> contracts, CancellationToken cancellation)
    {
        var judged = contracts.ToLookup(Terms.FaultOf);
        var faulty = judged.Where(group => group.Key is not null)
            .SelectMany(group => group.Select(contract => (contract, group.Key!))).ToList();

        var arrival = await ArrivalTable.AddAsync(work, cityId, [.. judged[null]], cancellation);
        await ArrivalTable.RefuseAsync(work, cityId, faulty, cancellation);
        return arrival with { Refused = arrival.Refused + faulty.Count };
    }
}
