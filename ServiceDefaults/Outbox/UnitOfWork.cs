using System.Diagnostics;
using Npgsql;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.ServiceDefaults.Outbox;

/// <summary>
/// One transaction of state and the events that it publishes: both are committed, or neither. Disposing it without a commit rolls
/// back. Statements are for stores; acts publish and commit.
/// </summary>
public sealed class UnitOfWork : IAsyncDisposable
{
    private readonly List<OutboxMessage> _published = [];
    private readonly List<Func<Task>> _beforeCommit = [];
    private readonly List<Action> _afterCommit = [];
    private readonly OutboxSignal _signal;
    private bool _relayHasWork;

    internal UnitOfWork(NpgsqlConnection connection, NpgsqlTransaction transaction, OutboxSignal signal) =>
        (Connection, Transaction, _signal) = (connection, transaction, signal);

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    /// <summary>Publishes an event when this unit of work commits. An id that was published before is not published again.</summary>
    /// <param name="messageId">Derived from what the event says (<see cref="Ids.DerivedId"/>).</param>
    /// <param name="event">One of the records under <c>contracts/events</c>.</param>
    public void Publish(Guid messageId, object @event) => Publish(OutboxMessage.Of(messageId, @event, causedBy: null, Activity.Current?.Id));

    /// <summary>Runs when everything else has been done and only the commit is left; what it throws rolls back.</summary>
    public void BeforeCommit(Func<Task> action) => _beforeCommit.Add(action);

    /// <summary>Runs once this unit of work is committed, for example to count what it did.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    public async Task CommitAsync(CancellationToken cancellation)
    {
        if (_published.Count > 0)
            await OutboxWriter.InsertAsync(this, _published, cancellation);
        foreach (var action in _beforeCommit)
            await action();
        await Transaction.CommitAsync(cancellation);
        if (_relayHasWork)
            _signal.Raise();
        _afterCommit.ForEach(action => action());
    }

    /// <summary>Locks what ids name until this unit of work ends: alone, or together with others that do not lock it alone.</summary>
    /// <param name="ids">Each any number of times; once alone is alone.</param>
    public async Task LockAsync(IEnumerable<(Guid Id, bool Alone)> ids, CancellationToken cancellation)
    {
        // In one order: two that lock the same in different orders would deadlock.
        var locks = ids.GroupBy(one => one.Id).OrderBy(same => same.Key).Select(same => (Id: same.Key, Alone: same.Any(one => one.Alone))).ToList();
        await ExecuteAsync(
            """
            select case when alone then pg_advisory_xact_lock(hashtextextended(id::text, 1)) else pg_advisory_xact_lock_shared(hashtextextended(id::text, 1)) end
            from unnest(@ids, @alone) with ordinality as lock (id, alone, position) order by position
            """,
            new { ids = locks.Select(one => one.Id).ToArray(), alone = locks.Select(one => one.Alone).ToArray() }, cancellation);
    }

    public Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters, CancellationToken cancellation) =>
        Query.ListAsync<T>(Connection, Transaction, sql, parameters, cancellation);

    /// <returns>The only row; the default where there is none.</returns>
    public Task<T?> FindAsync<T>(string sql, object? parameters, CancellationToken cancellation) =>
        Query.FindAsync<T>(Connection, Transaction, sql, parameters, cancellation);

    public Task<T> ScalarAsync<T>(string sql, object? parameters, CancellationToken cancellation) =>
        Query.ScalarAsync<T>(Connection, Transaction, sql, parameters, cancellation);

    /// <returns>Rows that it changed.</returns>
    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellation) =>
        Query.ExecuteAsync(Connection, Transaction, sql, parameters, cancellation);

    /// <summary>Writes rows by binary COPY.</summary>
    public Task CopyAsync<TRow>(string copyCommand, IReadOnlyCollection<TRow> rows, Action<CopyRows, TRow> write, CancellationToken cancellation) =>
        Connection.CopyAsync(copyCommand, rows, write, cancellation);

    /// <summary>The same where all rows are new, as a rule. It goes on whatever the answer.</summary>
    /// <returns>False when a row exists already; then none was written.</returns>
    public Task<bool> TryCopyAsync<TRow>(string copyCommand, IReadOnlyCollection<TRow> rows, Action<CopyRows, TRow> write, CancellationToken cancellation) =>
        Transaction.TryCopyAsync(copyCommand, rows, write, cancellation);

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    internal void Publish(OutboxMessage message)
    {
        _published.Add(message);
        WakeRelay();
    }

    /// <summary>Has the relay look at the outbox once this unit of work is committed.</summary>
    internal void WakeRelay() => _relayHasWork = true;
}
