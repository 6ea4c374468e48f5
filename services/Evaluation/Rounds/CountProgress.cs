namespace Workforce.Evaluation.Rounds;

/// <summary>How many contracts of a unit are in a round, by the register as it is now, and how many of them are rated.</summary>
public sealed record UnitProgress(Guid UnitId, int Contracts, int Rated)
{
    public int Missing => Contracts - Rated;
}

/// <summary>How many contracts of a round have a rating, by unit.</summary>
public delegate Task<IReadOnlyDictionary<Guid, int>> CountRated(Guid roundId, CancellationToken cancellation);

/// <summary>Counts how far a round has come in each unit that has contracts in it.</summary>
public sealed class CountProgress(CountRoster countRoster, CountRated countRated)
{
    /// <returns>Ordered by unit.</returns>
    public async Task<IReadOnlyList<UnitProgress>> CountAsync(Round round, CancellationToken cancellation)
    {
        // In this order: a rating that comes in between is of a contract that was counted.
        var contracts = await countRoster(round, cancellation);
        var rated = await countRated(round.Id, cancellation);
        return [
            .. from unit in contracts
               orderby unit.Key
               select new UnitProgress(unit.Key, unit.Value, Math.Min(unit.Value, rated.GetValueOrDefault(unit.Key)))];
    }
}
