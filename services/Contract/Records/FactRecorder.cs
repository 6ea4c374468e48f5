using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Records;

/// <summary>What has become of one fact of a call, as the answer to its request id is kept.</summary>
/// <param name="FactId">Null when there is none.</param>
internal sealed record StoredOutcome(Guid ContractId, RecordResult Result, Guid? FactId, Refusal? Refusal);

/// <summary>How an act records facts of a list.</summary>
/// <typeparam name="TOutcome">Of all of the call.</typeparam>
/// <typeparam name="TStored">What is kept of it.</typeparam>
/// <param name="RecordAsync">While the list is locked; the moment is taken since.</param>
/// <param name="AnswerAgainAsync">What was answered before.</param>
/// <param name="Count">Once it is committed.</param>
internal sealed record ListAct<TOutcome, TStored>(
    Func<UnitOfWork, DateTimeOffset, Task<TOutcome>> RecordAsync, Func<TOutcome, TStored> Store, Func<UnitOfWork, TStored, Task<TOutcome>> AnswerAgainAsync,
    Action<TOutcome> Count)
    where TStored : class;

/// <summary>Records facts of a city's list in one transaction, and to the same call again by its id answers the same.</summary>
public sealed class FactRecorder(Database database, TimeProvider clock)
{
    /// <param name="request">Null where the call has no id.</param>
    /// <exception cref="NotReadyException">The id was another call's.</exception>
    internal async Task<TOutcome> RecordAsync<TOutcome, TStored>(Guid cityId, NamedRequest? request, ListAct<TOutcome, TStored> act, CancellationToken cancellation)
        where TStored : class
    {
        await using var work = await database.BeginAsync(cancellation);
        await work.LockAsync(request is null ? [(ListLock.Of(cityId), true)] : [(ListLock.Of(cityId), true), (request.Lock, true)], cancellation);
        if (request is not null && await request.FindAnswerAsync<TStored>(work, cancellation) is { } answered)
            return await act.AnswerAgainAsync(work, answered);

        var now = clock.GetUtcNow();
        var outcome = await act.RecordAsync(work, now);
        if (request is not null)
            await request.AnswerAsync(work, act.Store(outcome), ListLock.MomentOf(now), cancellation);
        work.AfterCommit(() => act.Count(outcome));
        await work.CommitAsync(cancellation);
        return outcome;
    }
}
