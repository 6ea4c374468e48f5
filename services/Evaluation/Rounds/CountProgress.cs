namespace Workforce.Evaluation.Rounds;

/// <summary>How many contracts of a unit are in a round, by the register as it is now, and how many of them are rated.</summary>
public sealed record UnitProgress(Guid UnitId, int Contracts, int Rated)
{
    public int Missing => Contracts - Rated;
}

/// <summary>The contracts that have a rating in a round.</summary>
public delegate Task<IReadOnlyList<Guid>> ListRated(Guid roundId, CancellationToken cancellation);

/// <summary>
/// Counts how far a round has come in each unit that has contracts in it: contract by contract, for one that was rated may be withdrawn since,
/// or have moved to another unit.
/// </summary>
public sealed class CountProgress(ListRosterContracts listRosterContracts, ListRated listRated)
{
    /// <returns>Ordered by unit.</returns>
    public async Task<IReadOnlyList<UnitProgress>> CountAsync(Round round, CancellationToken cancellation)
    {
        // In this order: a rating that comes in between is of a contract that was listed.
        var contracts = await listRosterContracts(round, cancellation);
        var rated = (await listRated(round.Id, cancellation)).ToHashSet();
        return [.. from unit in contracts orderby unit.Key select new UnitProgress(unit.Key, unit.Count(), unit.Count(rated.Contains))];
    }
}
