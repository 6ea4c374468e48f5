namespace Workforce.ServiceDefaults.Messaging;

/// <summary>How long the relay has had something to send and heard nothing of RabbitMQ.</summary>
internal sealed class RelayPulse(TimeProvider clock)
{
    private const long None = -1;

    private long _since = None;

    /// <summary>Zero while it is heard, or has nothing to send.</summary>
    public TimeSpan Unheard =>
        Volatile.Read(ref _since) is var since and not None ? clock.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Something is about to be published.</summary>
    public void Speaks()
    {
        if (_since == None)
            Volatile.Write(ref _since, clock.GetTimestamp());
    }

    /// <summary>RabbitMQ answered, be it with a refusal; or nothing is left to send.</summary>
    public void IsHeard() => Volatile.Write(ref _since, None);
}
