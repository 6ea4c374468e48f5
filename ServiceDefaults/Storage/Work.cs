using Npgsql;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>
/// One transaction of state and the events that tell of it: both are committed, or neither.
/// Disposing it without a commit undoes everything.
/// </summary>
public sealed class Work : IAsyncDisposable
{
    private readonly List<Announcement> _announcements = [];
    private readonly OutboxSignal _signal;

    internal Work(NpgsqlConnection connection, NpgsqlTransaction transaction, OutboxSignal signal) =>
        (Connection, Transaction, _signal) = (connection, transaction, signal);

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    /// <summary>The message being handled, if any; what is announced meanwhile is announced again when it comes again.</summary>
    internal Guid? CausedBy { get; set; }

    /// <summary>Announces an event when this work commits. An id that was announced before is not announced again.</summary>
    /// <param name="messageId">Derived from what the event says (<see cref="Identity.DerivedId"/>).</param>
    /// <param name="event">One of the records under <c>contracts/events</c>.</param>
    public void Announce(Guid messageId, object @event) => _announcements.Add(Announcement.Of(messageId, @event, CausedBy));

    public async Task CommitAsync(CancellationToken cancellation)
    {
        if (_announcements.Count > 0)
            await Outbox.InsertAsync(this, _announcements, cancellation);
        await Transaction.CommitAsync(cancellation);
        // Always: a repeat may have marked earlier announcements to be sent again.
        _signal.Raise();
    }

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
