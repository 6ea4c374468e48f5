using Dapper;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.ServiceDefaults.Messaging;

internal static class InboxTable
{
    /// <summary>
    /// Enters messages. A second delivery that comes while the first is still at work in another process waits here for its
    /// commit; all wait in one order, so that none waits in a circle.
    /// </summary>
    /// <returns>Those that had not been entered before, with their endpoints.</returns>
    public static async Task<HashSet<(Guid MessageId, string Endpoint)>> EnterAsync(Work work, IReadOnlyCollection<InboxTurn> turns)
    {
        var entered = await work.Connection.QueryAsync<(Guid, string)>(new CommandDefinition(
            """
            insert into inbox (message_id, endpoint)
            select message_id, endpoint from unnest(@ids, @endpoints) as arrived (message_id, endpoint)
            order by message_id, endpoint
            on conflict do nothing
            returning message_id, endpoint
            """,
            new
            {
                ids = turns.Select(turn => turn.MessageId).ToArray(),
                endpoints = turns.Select(turn => turn.Endpoint).ToArray(),
            },
            work.Transaction));
        return entered.ToHashSet();
    }
}
