using Dapper;
using MassTransit;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// Handles each message once: the inbox row, the effects and what they announce are one transaction.
/// </summary>
public sealed class Inbox(Database database)
{
    /// <summary>
    /// Runs <paramref name="handle"/> and commits, unless this endpoint has handled the message before. Then the effects are
    /// there already, and only what they announced is sent again: whoever repeats a message may be missing the answer.
    /// </summary>
    /// <exception cref="InvalidOperationException">The message has no id, so that a repeat could not be recognised.</exception>
    public async Task OnceAsync<TEvent>(ConsumeContext<TEvent> context, Func<Work, Task> handle)
        where TEvent : class
    {
        var messageId = context.MessageId ?? throw new InvalidOperationException($"A {typeof(TEvent).Name} came without a message id");
        var endpoint = context.ReceiveContext.InputAddress.AbsolutePath;
        var cancellation = context.CancellationToken;

        await using var work = await database.BeginAsync(messageId, cancellation);
        if (await IsFirstAsync(work, messageId, endpoint, cancellation))
            await handle(work);
        else
            await Outbox.SendAgainCausedByAsync(work, messageId, cancellation);
        await work.CommitAsync(cancellation);
    }

    // A second delivery that comes while the first is still at work waits here for its commit.
    private static async Task<bool> IsFirstAsync(Work work, Guid messageId, string endpoint, CancellationToken cancellation) =>
        await work.Connection.ExecuteAsync(new CommandDefinition(
            "insert into inbox (message_id, endpoint) values (@messageId, @endpoint) on conflict do nothing",
            new { messageId, endpoint }, work.Transaction, cancellationToken: cancellation)) == 1;
}
