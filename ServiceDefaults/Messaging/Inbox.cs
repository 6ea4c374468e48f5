using MassTransit;
using Npgsql;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// Handles each message once: the inbox row, the effects and what they announce are one transaction. Messages that come while a
/// transaction is under way share the next one, which saves beginning and committing; a single message waits for nobody. And
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
    /// <param name="handle">May be run once more, after its first transaction was undone because of another message.</param>
    /// <exception cref="InvalidOperationException">The message has no id, so that a repeat could not be recognised.</exception>
    public Task OnceAsync<TEvent>(ConsumeContext<TEvent> context, Func<Work, Task> handle)
        where TEvent : class
    {
        var messageId = context.MessageId ?? throw new InvalidOperationException($"A {typeof(TEvent).Name} came without a message id");
        var turn = new InboxTurn(messageId, context.ReceiveContext.InputAddress.AbsolutePath, handle);
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
        foreach (var turn in turns)
        {
            turn.Resume();
            work.CausedBy = turn.MessageId;
            if (fresh.Remove((turn.MessageId, turn.Endpoint)))
                await turn.Handle(work);
            else
                await Outbox.SendAgainCausedByAsync(work, turn.MessageId, CancellationToken.None);
        }
        await work.CommitAsync(CancellationToken.None);
    }
}
