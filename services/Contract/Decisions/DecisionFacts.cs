using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.Contract.Recommendations;
using Workforce.Contract.Records;
using Workforce.Contract.Separations;
using Workforce.Contract.Willingness;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Decisions;

/// <summary>What is known of a contract when something is proposed of it, or decided.</summary>
/// <param name="Entry">Null when it is not on the cycle's list.</param>
/// <param name="Separation">By which its worker has left the list by today; null where none.</param>
/// <param name="Recommendation">The newest; null while there is none.</param>
/// <param name="Decision">The newest of the cycle: it stands, or is withdrawn.</param>
public sealed record ListFacts(DecidedEntry? Entry, Separation? Separation, NewestVersion? Recommendation, Decision? Decision)
{
    /// <summary>Of these contracts, while the city's list is locked.</summary>
    /// <param name="zone">The city's.</param>
    internal static async Task<Func<Guid, ListFacts>> ReadAsync(
        UnitOfWork work, Cycle cycle, Guid[] contractIds, DateTimeOffset now, string zone, CancellationToken cancellation)
    {
        var entries = await DecisionStore.ListEntriesAsync(work, cycle, contractIds, cancellation);
        var separated = await SeparationStore.ListSeparatedAsync(work, contractIds, now.DayIn(zone), ListLock.MomentOf(now), cancellation);
        var recommended = (await RecommendationStore.ListNewestAsync(work, cycle.Id, contractIds, cancellation)).ToDictionary(version => version.ContractId);
        var decided = await DecisionStore.ListNewestAsync(work, cycle.Id, contractIds, cancellation);
        return id => new ListFacts(entries.GetValueOrDefault(id), separated.GetValueOrDefault(id), recommended.GetValueOrDefault(id), decided.GetValueOrDefault(id));
    }
}

/// <summary>What is known besides when it is decided.</summary>
/// <param name="Evidence">Null where there is no rating.</param>
/// <param name="Said">The latest statement of the worker; null while there is none.</param>
/// <param name="Newest">What is proposed of the contract last, and by which proposal.</param>
public sealed record DecisionFacts(ListFacts OnList, Evidence? Evidence, Statement? Said, (Guid ProposalId, ProposedDecision Proposed) Newest);
