using Workforce.Cli.Connections;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>Contracts that are over by the register and that sweeps leave in force, because something is missing: they are not lost.</summary>
/// <param name="Contracts">Those that Contract lists as in force.</param>
/// <param name="Days">With the reason, oldest first.</param>
public sealed record LeftOut(IReadOnlySet<ContractKey> Contracts, IReadOnlyList<LeftOutDay> Days)
{
    /// <param name="days">All that the city has.</param>
    public static async Task<LeftOut> ReadAsync(Listings listings, string cityId, Due due, IReadOnlyList<LeftOutDay> days)
    {
        if (days.Count == 0)
            return new LeftOut(new HashSet<ContractKey>(), days);

        var newest = days.Max(day => day.LastDay)!;
        var contracts = await listings
            .Contracts(new ListContractsRequest { CityId = cityId, State = ContractState.InForce })
            // By last day: what is left out comes first.
            .TakeWhile(contract => string.CompareOrdinal(contract.LastDay, newest) <= 0)
            .Where(contract => days.Any(day => day.LastDay == contract.LastDay && (day.UnitId.Length == 0 || day.UnitId == contract.UnitId)))
            .Select(contract => ContractKey.Of(contract.Id, contract.WorkerId))
            .Where(due.Contracts.ContainsKey)
            .ToHashSetAsync();
        var compared = due.Contracts.Values.Select(letter => letter.LastDay).ToHashSet();
        return new LeftOut(contracts, [.. days.Where(day => compared.Contains(day.LastDay))]);
    }
}
