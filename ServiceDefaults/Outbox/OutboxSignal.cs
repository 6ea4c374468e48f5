namespace Workforce.ServiceDefaults.Outbox;

/// <summary>
/// Wakes the relay of this process when a transaction commits that has put messages into the outbox. It costs nothing, unlike NOTIFY,
/// which takes a lock of the whole server at commit; messages of another process are found by the relay's slow poll.
/// </summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    internal void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already raised: once is enough.
        }
    }

    internal Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _raised.WaitAsync(atMost, cancellation);

    public void Dispose() => _raised.Dispose();
}
