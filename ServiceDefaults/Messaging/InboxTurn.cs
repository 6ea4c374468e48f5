using System.Diagnostics;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>One message on its way through the inbox, and the trace that its handling belongs to.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Endpoint">Where it came in; what came in together at one endpoint is handled together.</param>
/// <param name="Item">What its consumer made of it.</param>
/// <param name="Handle">Handles it together with others of its endpoint.</param>
internal sealed record InboxTurn(
    Guid MessageId, string Endpoint, object Item, Func<Work, IReadOnlyList<InboxTurn>, Task> Handle)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Activity? Activity { get; } = Activity.Current;

    /// <summary>Ends when the message's effects are committed, or fails when they are not.</summary>
    public Task Done => _done.Task;

    /// <summary>What is done from now on is part of this message's trace.</summary>
    public void Resume() => Activity.Current = Activity;

    public void Succeed() => _done.SetResult();

    public void Fail(Exception exception) => _done.SetException(exception);
}
