using System.Diagnostics;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>One message on its way through the inbox, and the trace that its handling belongs to.</summary>
internal sealed record InboxTurn(Guid MessageId, string Endpoint, Func<Work, Task> Handle)
{
    private readonly Activity? _activity = Activity.Current;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the message's effects are committed, or fails when they are not.</summary>
    public Task Done => _done.Task;

    /// <summary>What is done from now on is part of this message's trace.</summary>
    public void Resume() => Activity.Current = _activity;

    public void Succeed() => _done.SetResult();

    public void Fail(Exception exception) => _done.SetException(exception);
}
