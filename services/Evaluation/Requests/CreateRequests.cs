using Workforce.Contract.Events;
using Workforce.Evaluation.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Requests;

/// <summary>
/// Creates one evaluation request for each contract of an expired batch, and reports how many. A contract whose worker goes on by the
/// next one has a request only where the city rates the past period; one that has a signed rating has its request satisfied; one that
/// expires once more is asked about anew; one whose expiry is taken back already has its request withdrawn.
/// </summary>
public sealed class CreateRequests(MessageInbox inbox, EvaluationMetrics metrics)
{
    /// <exception cref="MalformedEventException">No contract of the batch is well-formed.</exception>
    public Task CreateAsync(ReceivedMessage<ContractsExpired> message)
    {
        var batch = SplitBatch.Of(message.Event);
        return batch.WellFormed.Count > 0
            ? inbox.HandleOnceAsync(message, new Planned(message, RequestsFor(message.Event, batch), batch.Malformed), StoreAsync)
            : throw new MalformedEventException(nameof(ContractsExpired), message.Event.BatchId, batch.Fault!);
    }

    private static List<EvaluationRequest> RequestsFor(ContractsExpired expired, SplitBatch batch)
    {
        var evaluated = batch.WellFormed
            .Where(one => !batch.Continuing.TryGetValue(one.Contract.ContractId, out var next) || next.RatesPastPeriod).ToList();
        return [.. evaluated.Zip(SequentialIds.Next(evaluated.Count), (one, id) => new EvaluationRequest(
            id, one.Contract.ContractId, one.Contract.WorkerId, expired.CityId, expired.CycleId,
            one.Unit.UnitId, one.Unit.HeadId, expired.DueDay, batch.Rated.Contains(one.Contract.ContractId) ? RequestState.Satisfied : RequestState.Open,
            (short)batch.Expiries.GetValueOrDefault(one.Contract.ContractId)))];
    }

    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<Planned>> messages)
    {
        var cycles = messages.Select(message => message.Item.Message.Event.CycleId).ToList();
        // Those of a cycle are made together, but not while expiries of it are taken back.
        await work.LockAsync(cycles.Select(cycle => (cycle, Alone: false)), CancellationToken.None);
        // What was signed too late to be named in the batch is found here.
        var rated = await RequestStore.ListRatedAsync(work, messages.SelectMany(message => message.Item.Requests).Select(request => request.ContractId), CancellationToken.None);
        List<IReadOnlyList<EvaluationRequest>> batches = [.. messages.Select(message => Satisfied(message.Item.Requests, rated))];
        var created = await AddAsync(work, batches);
        await RequestStore.AddDueDaysAsync(
            work, messages.Select(message => message.Item.Message.Event).Select(expired => new NewDueDay(expired.CityId, expired.CycleId, expired.DueDay, expired.LastDay)), CancellationToken.None);
        await RequestStore.WithdrawAsync(work, cycles, CancellationToken.None);
        foreach (var (message, requests) in messages.Zip(created))
        {
            var (received, _, malformed) = message.Item;
            message.ContinueTrace();
            message.Publish(
                DerivedId.From("evaluations-requested", received.Id),
                new EvaluationsRequested(received.Event.BatchId, received.Event.CycleId, requests));
            if (malformed is not null)
                received.Return(work, malformed);
        }
        work.AfterCommit(() => metrics.RequestsCreated(created.Sum()));
        work.AfterCommit(() => metrics.RequestsSatisfied(batches.Sum(requests => requests.Count(request => request.State is RequestState.Satisfied))));
    }

    private static IReadOnlyList<EvaluationRequest> Satisfied(IReadOnlyList<EvaluationRequest> requests, IReadOnlySet<Guid> rated) => rated.Count == 0
        ? requests
        : [.. requests.Select(request => rated.Contains(request.ContractId) ? request with { State = RequestState.Satisfied } : request)];

    private static async Task<int[]> AddAsync(UnitOfWork work, List<IReadOnlyList<EvaluationRequest>> batches)
    {
        List<IReadOnlyList<EvaluationRequest>> first = [.. batches.Select(requests => requests.Any(request => request.Expiry > 0) ? [.. requests.Where(request => request.Expiry == 0)] : requests)];
        int[] created = [.. await RequestStore.AddAsync(work, first, CancellationToken.None)];
        for (var batch = 0; batch < created.Length; batch++)
        {
            if (first[batch].Count < batches[batch].Count)
                created[batch] += await RequestStore.AskAnewAsync(work, [.. batches[batch].Where(request => request.Expiry > 0)], CancellationToken.None);
            if (created[batch] < batches[batch].Count)
                created[batch] += await RequestStore.CountOvertakenAsync(work, batches[batch], CancellationToken.None);
        }
        return created;
    }

    private sealed record Planned(
        ReceivedMessage<ContractsExpired> Message, IReadOnlyList<EvaluationRequest> Requests, ContractsExpired? Malformed);
}
