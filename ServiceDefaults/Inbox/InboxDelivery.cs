using System.Diagnostics;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.ServiceDefaults.Inbox;

/// <summary>One message in the inbox, and the trace that its handling belongs to.</summary>
/// <param name="Endpoint">The queue that it came from; messages of one endpoint are handled together.</param>
/// <param name="Item">What its consumer read from it.</param>
/// <param name="Handle">Handles it together with others of its endpoint.</param>
internal sealed record InboxDelivery(
    Guid MessageId, string Endpoint, object Item, Func<UnitOfWork, IReadOnlyList<InboxDelivery>, Task> Handle)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Activity? Activity { get; } = Activity.Current;

    /// <summary>Ends when the message's effects are committed, or fails when they are not.</summary>
    public Task Done => _done.Task;

    /// <summary>Makes what follows part of this message's trace.</summary>
    public void ContinueTrace() => Activity.Current = Activity;

    public void Succeed() => _done.SetResult();

    public void Fail(Exception exception) => _done.SetException(exception);
}
