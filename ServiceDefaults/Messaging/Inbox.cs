using MassTransit;
using Npgsql;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// Handles each message once: the inbox row, the effects and what they announce are one transaction. Messages that come while a
/// transaction is under way share the next one, and those of one endpoint its statements; a single message waits for nobody. And
/// transactions that follow each other do not wait for each other's locks.
/// </summary>
public sealed class Inbox(Database database)
{
    /// <summary>Messages in one transaction at most; also what a crash in its midst repeats.</summary>
    private const int MostTogether = 16;

    private readonly Lock _gate = new();
    private readonly Queue<InboxTurn> _waiting = [];
    private bool _underWay;

    /// <summary>
    /// Runs <paramref name="handle"/> and commits, unless this endpoint has handled the message before. Then the effects are
    /// there already, and only what they announced is sent again: whoever repeats a message may be missing the answer.
    /// </summary>
    /// <param name="context">The message.</param>
    /// <param name="item">What <paramref name="handle"/> needs of it.</param>
    /// <param name="handle">
    /// Handles it, together with others that came to the same endpoint: many rows, one statement. Throws when one of them cannot be
    /// handled: then each is handled alone, in a transaction of its own.
    /// </param>
    /// <exception cref="InvalidOperationException">The message has no id, so that a repeat could not be recognised.</exception>
    public Task OnceAsync<TEvent, TItem>(
        ConsumeContext<TEvent> context, TItem item, Func<Work, IReadOnlyList<InboxMessage<TItem>>, Task> handle)
        where TEvent : class
        where TItem : notnull
    {
        var messageId = context.MessageId ?? throw new InvalidOperationException($"A {typeof(TEvent).Name} came without a message id");
        var turn = new InboxTurn(
            messageId, context.ReceiveContext.InputAddress.AbsolutePath, item,
            (work, turns) => handle(work, [.. turns.Select(together => new InboxMessage<TItem>(work, together))]));
        lock (_gate)
        {
            _waiting.Enqueue(turn);
            if (_underWay)
                return turn.Done;
            _underWay = true;
        }
        _ = Task.Run(TakeTurnsAsync);
        return turn.Done;
    }

    private async Task TakeTurnsAsync()
    {
        while (Next() is { Count: > 0 } turns)
            await HandleAsync(turns);
    }

    private List<InboxTurn> Next()
    {
        lock (_gate)
        {
            var turns = new List<InboxTurn>(MostTogether);
            while (turns.Count < MostTogether && _waiting.TryDequeue(out var turn))
                turns.Add(turn);
            _underWay = turns.Count > 0;
            return turns;
        }
    }

    private async Task HandleAsync(List<InboxTurn> turns)
    {
        try
        {
            await CommitAsync(turns);
            turns.ForEach(turn => turn.Succeed());
        }
        // Which of them it was does not show: alone, the others succeed.
        catch (Exception e) when (turns.Count > 1 && (e is PostgresException || !Unreachable.Is(e)))
        {
            foreach (var turn in turns)
                await HandleAsync([turn]);
        }
        // Each turn's own consumer hears of it.
        catch (Exception e)
        {
            turns.ForEach(turn => turn.Fail(e));
        }
    }

    // What is in hand is finished also when the service is stopping, so nothing here is cancelled.
    private async Task CommitAsync(List<InboxTurn> turns)
    {
        turns[0].Resume();
        await using var work = await database.BeginAsync(CancellationToken.None);
        var fresh = await InboxTable.EnterAsync(work, turns);
        var isFresh = turns.ToLookup(turn => fresh.Remove((turn.MessageId, turn.Endpoint)));
        foreach (var together in isFresh[true].GroupBy(turn => turn.Endpoint).Select(group => group.ToList()))
        {
            together[0].Resume();
            await together[0].Handle(work, together);
        }
        if (isFresh.Contains(false))
            await Outbox.SendAgainCausedByAsync(work, [.. isFresh[false].Select(repeated => repeated.MessageId)], CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }
}
