using System.Diagnostics;
using Npgsql;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>
/// One transaction of state and the events that tell of it: both are committed, or neither.
/// Disposing it without a commit undoes everything.
/// </summary>
public sealed class Work : IAsyncDisposable
{
    private readonly List<Announcement> _announcements = [];
    private readonly List<Action> _afterCommit = [];
    private readonly OutboxSignal _signal;
    private bool _hasToSend;

    internal Work(NpgsqlConnection connection, NpgsqlTransaction transaction, OutboxSignal signal) =>
        (Connection, Transaction, _signal) = (connection, transaction, signal);

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    /// <summary>Announces an event when this work commits. An id that was announced before is not announced again.</summary>
    /// <param name="messageId">Derived from what the event says (<see cref="Identity.DerivedId"/>).</param>
    /// <param name="event">One of the records under <c>contracts/events</c>.</param>
    public void Announce(Guid messageId, object @event) => Announce(Announcement.Of(messageId, @event, causedBy: null, Activity.Current?.Id));

    internal void Announce(Announcement announcement)
    {
        _announcements.Add(announcement);
        WakeRelay();
    }

    /// <summary>Has the relay look at the outbox once this work is committed.</summary>
    internal void WakeRelay() => _hasToSend = true;

    /// <summary>Has something done once this work is committed, for example counted.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    public async Task CommitAsync(CancellationToken cancellation)
    {
        if (_announcements.Count > 0)
            await Outbox.InsertAsync(this, _announcements, cancellation);
        await Transaction.CommitAsync(cancellation);
        if (_hasToSend)
            _signal.Raise();
        _afterCommit.ForEach(action => action());
    }

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
