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

/// <summary>What is due by the register.</summary>
/// <param name="Contracts">Contracts with a last day that is compared, each with the letter that names its worker.</param>
public sealed record Due(IReadOnlyDictionary<ContractKey, LetterKey> Contracts)
{
    /// <summary>One for each unit and last day.</summary>
    public IReadOnlySet<LetterKey> Letters => Contracts.Values.ToHashSet();

    /// <param name="isCompared">Of a last day, yyyy-MM-dd.</param>
    public static async Task<Due> ReadAsync(IAsyncEnumerable<ContractPeriod> periods, Func<string, bool> isCompared)
    {
        var contracts = new Dictionary<ContractKey, LetterKey>();
        await foreach (var period in periods)
        {
            if (isCompared(period.LastDay))
                contracts[ContractKey.Of(period.ContractId, period.WorkerId)] = new LetterKey(period.LastDay, Guid.Parse(period.UnitId));
        }

        return new Due(contracts);
    }

    public static Task<Due> ReadAsync(Listings listings, string cityId, Func<string, bool> isCompared) =>
        ReadAsync(listings.ContractPeriods(cityId), isCompared);

    /// <summary>Without some of the contracts.</summary>
    public Due Except(IReadOnlySet<ContractKey> contracts) => contracts.Count == 0
        ? this
        : this with { Contracts = Contracts.Where(pair => !contracts.Contains(pair.Key)).ToDictionary() };
}
