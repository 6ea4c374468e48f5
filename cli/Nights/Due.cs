using Workforce.Cli.Connections;
using Workforce.Registry.V1;

namespace Workforce.Cli.Nights;

/// <summary>A contract and its worker: the key by which listings are compared.</summary>
public readonly record struct ContractKey(Guid ContractId, Guid WorkerId)
{
    public static ContractKey Of(string contractId, string workerId) => new(Guid.Parse(contractId), Guid.Parse(workerId));
}

/// <summary>A unit and a last day: its head must have one letter for them.</summary>
public readonly record struct LetterKey(string LastDay, Guid UnitId);

/// <summary>What the services must list, by the register: contracts that are due, and letters to the heads of their units.</summary>
/// <param name="Registered">All contracts of the city, due or not.</param>
/// <param name="Contracts">Those with a last day that is compared.</param>
/// <param name="Letters">One for each unit and last day of these contracts.</param>
public sealed record Due(int Registered, IReadOnlySet<ContractKey> Contracts, IReadOnlySet<LetterKey> Letters)
{
    /// <param name="isCompared">Of a last day, yyyy-MM-dd.</param>
    public static async Task<Due> ReadAsync(IAsyncEnumerable<ContractPeriod> periods, Func<string, bool> isCompared)
    {
        var registered = 0;
        var contracts = new HashSet<ContractKey>();
        var letters = new HashSet<LetterKey>();
        await foreach (var period in periods)
        {
            registered++;
            if (!isCompared(period.LastDay))
                continue;
            contracts.Add(ContractKey.Of(period.ContractId, period.WorkerId));
            letters.Add(new LetterKey(period.LastDay, Guid.Parse(period.UnitId)));
        }

        return new Due(registered, contracts, letters);
    }

    public static Task<Due> ReadAsync(Listings listings, string cityId, Func<string, bool> isCompared) =>
        ReadAsync(listings.ContractPeriods(cityId), isCompared);
}
