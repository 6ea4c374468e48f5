namespace Workforce.ServiceDefaults.Outbox;

/// <summary>How long the relay has published and RabbitMQ has not answered.</summary>
internal sealed class RelayHealth(TimeProvider clock)
{
    private const long None = -1;

    private long _since = None;

    /// <summary>Zero while RabbitMQ answers, or the outbox is empty.</summary>
    public TimeSpan Unanswered =>
        Volatile.Read(ref _since) is var since and not None ? clock.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Messages are about to be published.</summary>
    public void Publishing()
    {
        if (_since == None)
            Volatile.Write(ref _since, clock.GetTimestamp());
    }

    /// <summary>RabbitMQ answered, be it with a refusal; or the outbox is empty.</summary>
    public void Answered() => Volatile.Write(ref _since, None);
}
