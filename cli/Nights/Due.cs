using Workforce.Cli.Connections;
using Workforce.Registry.V1;

namespace Workforce.Cli.Nights;

/// <summary>Whose contract it is; what every listing is compared by.</summary>
public readonly record struct ContractKey(Guid ContractId, Guid WorkerId)
{
    public static ContractKey Of(string contractId, string workerId) => new(Guid.Parse(contractId), Guid.Parse(workerId));
}

/// <summary>A unit whose head must have a letter, for one night.</summary>
public readonly record struct LetterKey(string LastDay, Guid UnitId);

/// <summary>What the register says must have happened: the contracts that have ended, and the units that they were in.</summary>
/// <param name="Registered">All contracts of the city, ended or not.</param>
/// <param name="Contracts">Those whose last day is in the period looked at.</param>
/// <param name="Letters">One a unit and day on which any of its contracts ended.</param>
public sealed record Due(int Registered, IReadOnlySet<ContractKey> Contracts, IReadOnlySet<LetterKey> Letters)
{
    /// <param name="periods">The register's.</param>
    /// <param name="counts">Which last days, yyyy-MM-dd, are looked at.</param>
    public static async Task<Due> ReadAsync(IAsyncEnumerable<ContractPeriod> periods, Func<string, bool> counts)
    {
        var registered = 0;
        var contracts = new HashSet<ContractKey>();
        var letters = new HashSet<LetterKey>();
        await foreach (var period in periods)
        {
            registered++;
            if (!counts(period.LastDay))
                continue;
            contracts.Add(ContractKey.Of(period.ContractId, period.WorkerId));
            letters.Add(new LetterKey(period.LastDay, Guid.Parse(period.UnitId)));
        }

        return new Due(registered, contracts, letters);
    }

    public static Task<Due> ReadAsync(Listings listings, string cityId, Func<string, bool> counts) =>
        ReadAsync(listings.ContractPeriods(cityId), counts);
}
