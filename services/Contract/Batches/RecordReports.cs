using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Batches;

/// <summary>Records what another service reports of a batch.</summary>
public sealed class RecordReports(MessageInbox inbox)
{
    /// <exception cref="MalformedEventException">Contract has never published the batch.</exception>
    public Task RecordAsync<TEvent>(ReceivedMessage<TEvent> message, BatchReport report)
        where TEvent : class =>
        inbox.HandleOnceAsync(message, report, StoreAsync<TEvent>);

    private static async Task StoreAsync<TEvent>(UnitOfWork work, IReadOnlyList<InboxMessage<BatchReport>> messages)
    {
        var unknown = await BatchStore.RecordAsync(work, [.. messages.Select(message => message.Item)], CancellationToken.None);
        if (unknown.Count > 0)
            throw new MalformedEventException(typeof(TEvent).Name, unknown[0], "was never published here");
    }
}
