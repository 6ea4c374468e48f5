using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Requests;

/// <summary>Withdraws the evaluation requests of contracts whose expiry is taken back, whichever of the two comes first.</summary>
public sealed class WithdrawRequests(MessageInbox inbox, EvaluationMetrics metrics)
{
    /// <exception cref="MalformedEventException">A part of the message is missing.</exception>
    public Task WithdrawAsync(ReceivedMessage<ContractsReturned> message) => message.Event.Fault is { } fault
        ? throw new MalformedEventException(nameof(ContractsReturned), message.Id, fault)
        : inbox.HandleOnceAsync(message, message.Event, StoreAsync);

    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<ContractsReturned>> messages)
    {
        var cycles = messages.Select(message => message.Item.CycleId).ToList();
        await work.LockAsync(cycles.Select(cycle => (cycle, Alone: true)), CancellationToken.None);
        foreach (var message in messages)
            await RequestStore.AddReturnedAsync(
                work, message.Item.CycleId, [.. message.Item.Contracts.Select(one => (one.ContractId, (short)one.Expiry))], CancellationToken.None);
        var withdrawn = await RequestStore.WithdrawAsync(work, cycles, CancellationToken.None);
        work.AfterCommit(() => metrics.RequestsWithdrawn(withdrawn));
    }
}
