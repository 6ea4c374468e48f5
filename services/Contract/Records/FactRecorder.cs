using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Records;

/// <summary>What has become of one fact of a call, as the answer to its request id is kept.</summary>
/// <param name="FactId">Null when there is none.</param>
internal sealed record StoredOutcome(Guid ContractId, RecordResult Result, Guid? FactId, Refusal? Refusal);

/// <summary>How an act records facts of a list.</summary>
/// <param name="RecordAsync">While the list is locked; the moment is taken since.</param>
/// <param name="Store">What is kept of an outcome.</param>
/// <param name="AnswerAgainAsync">What was answered before.</param>
/// <param name="Count">Once it is committed.</param>
internal sealed record ListAct<TOutcome>(
    Func<UnitOfWork, DateTimeOffset, Task<IReadOnlyList<TOutcome>>> RecordAsync, Func<TOutcome, StoredOutcome> Store,
    Func<UnitOfWork, StoredOutcome[], Task<IReadOnlyList<TOutcome>>> AnswerAgainAsync, Action<IReadOnlyList<TOutcome>> Count);

/// <summary>Records facts of a city's list in one transaction, and to the same call again by its id answers the same.</summary>
public sealed class FactRecorder(Database database, TimeProvider clock)
{
    /// <param name="request">Null where the call has no id.</param>
    /// <exception cref="NotReadyException">The id was another call's.</exception>
    internal async Task<IReadOnlyList<TOutcome>> RecordAsync<TOutcome>(Guid cityId, NamedRequest? request, ListAct<TOutcome> act, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await work.LockAsync(request is null ? [(ListLock.Of(cityId), true)] : [(ListLock.Of(cityId), true), (request.Lock, true)], cancellation);
        if (request is not null && await request.FindAnswerAsync<StoredOutcome[]>(work, cancellation) is { } answered)
            return await act.AnswerAgainAsync(work, answered);

        var now = clock.GetUtcNow();
        var outcomes = await act.RecordAsync(work, now);
        if (request is not null)
            await request.AnswerAsync(work, outcomes.Select(act.Store).ToArray(), ListLock.MomentOf(now), cancellation);
        work.AfterCommit(() => act.Count(outcomes));
        await work.CommitAsync(cancellation);
        return outcomes;
    }
}
