using Google.Protobuf.WellKnownTypes;
using Workforce.Messaging.V1;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>The table of what was done to dead letters, and by whom.</summary>
internal sealed class DeadLetterActs(Database database)
{
    /// <summary>Records who begins what.</summary>
    /// <returns>The act's id.</returns>
    public async Task<Guid> BeginAsync(DeadLetterActKind kind, Selection selection, Actor by, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync(
            "insert into dead_letter_act (id, kind, by_issuer, by_subject, by_name, selection) values (@id, @kind, @Issuer, @Subject, @Name, @selection)",
            new { id, kind = (short)kind, by.Issuer, by.Subject, by.Name, selection = selection.Description }, cancellation);
        return id;
    }

    /// <summary>Records how many dead letters it was.</summary>
    public Task EndAsync(Guid id, long deadLetters) =>
        database.ExecuteAsync("update dead_letter_act set dead_letters = @deadLetters where id = @id", new { id, deadLetters }, CancellationToken.None);

    /// <summary>Acts, the newest first.</summary>
    /// <param name="before">Id of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<DeadLetterAct>> ListAsync(Guid? before, int size, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            """
            select id, kind, begun_at, by_issuer, by_subject, by_name, selection, dead_letters from dead_letter_act
            where @before::uuid is null or id < @before order by id desc limit @size
            """,
            new { before, size }, cancellation);
        return [.. rows.Select(row => row.ToAct())];
    }

    private sealed record Row(Guid Id, short Kind, DateTime BegunAt, string ByIssuer, string BySubject, string ByName, string Selection, long? DeadLetters)
    {
        public DeadLetterAct ToAct()
        {
            var act = new DeadLetterAct
            {
                Id = $"{Id}",
                Kind = (DeadLetterActKind)Kind,
                BegunAt = Timestamp.FromDateTime(BegunAt),
                By = new Actor(ByIssuer, BySubject, ByName).ToWire(),
                Selection = Selection,
            };
            if (DeadLetters is { } count)
                act.DeadLetters = count;
            return act;
        }
    }
}
