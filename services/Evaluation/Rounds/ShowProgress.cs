using System.Runtime.CompilerServices;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Evaluation.Rounds;

/// <summary>How many contracts of a unit are in a round, by the register as it is now, and how many of them are rated.</summary>
public sealed record UnitProgress(Guid UnitId, int Contracts, int Rated);

/// <summary>How far a round has come in the units within reach.</summary>
public sealed record RoundProgress(Guid RoundId, IReadOnlyList<UnitProgress> Units)
{
    /// <summary>Whether there is anything to rate, and all of it is rated.</summary>
    public bool IsComplete => Units.Count > 0 && Units.All(unit => unit.Rated >= unit.Contracts);
}

/// <summary>How many contracts of a round have a rating, by unit.</summary>
public delegate Task<IReadOnlyDictionary<Guid, int>> CountRated(Guid roundId, CancellationToken cancellation);

/// <summary>Shows how far a round has come, by unit: once, or whenever it changes until all is rated.</summary>
public sealed class ShowProgress(RoundStore rounds, CountRoster countRoster, CountRated countRated)
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(1);

    /// <exception cref="NotFoundException">There is no such round within reach.</exception>
    public async IAsyncEnumerable<RoundProgress> ShowAsync(
        Guid roundId, bool untilComplete, Reach reach, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var round = await rounds.GetAsync(roundId, reach, cancellation);
        RoundProgress? shown = null;
        while (true)
        {
            var now = await ReadAsync(round, reach, cancellation);
            if (shown is null || !now.Units.SequenceEqual(shown.Units))
                yield return now;
            if (!untilComplete || now.IsComplete)
                yield break;
            shown = now;
            await Task.Delay(BetweenChecks, cancellation);
        }
    }

    private async Task<RoundProgress> ReadAsync(Round round, Reach reach, CancellationToken cancellation)
    {
        // In this order: a rating that comes in between is of a contract that was counted.
        var contracts = await countRoster(round, cancellation);
        var rated = await countRated(round.Id, cancellation);
        var all = reach.HasAllOf(round.CityId);
        return new RoundProgress(round.Id, [
            .. from unit in contracts
               where all || reach.Units.Contains(unit.Key)
               orderby unit.Key
               select new UnitProgress(unit.Key, unit.Value, Math.Min(unit.Value, rated.GetValueOrDefault(unit.Key)))]);
    }
}
