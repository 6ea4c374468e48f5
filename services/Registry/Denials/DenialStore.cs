using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Denials;

/// <summary>The table of denials. A lifted one stays, with who lifted it.</summary>
public sealed class DenialStore(Database database)
{
    private const string Columns = "id, issuer, subject, token_id, reason, by_issuer, by_subject, by_name, denied_at";

    public async Task<Denial> AddAsync(Denied denied, string reason, Actor by, CancellationToken cancellation) =>
        // The update changes nothing: it returns the row that is there.
        (await database.FindAsync<Row>(
            $"""
            insert into denial (id, issuer, subject, token_id, reason, by_issuer, by_subject, by_name)
            values (@id, @Issuer, @Subject, @TokenId, @reason, @byIssuer, @bySubject, @byName)
            on conflict (issuer, subject, token_id) where lifted_at is null do update set reason = denial.reason
            returning {Columns}
            """,
            new { id = Guid.CreateVersion7(), denied.Issuer, denied.Subject, denied.TokenId, reason, byIssuer = by.Issuer, bySubject = by.Subject, byName = by.Name },
            cancellation))!.ToDenial();

    /// <returns>Null when none of this id is in force.</returns>
    public async Task<Denial?> LiftAsync(Guid id, Actor by, CancellationToken cancellation) =>
        (await database.FindAsync<Row>(
            $"""
            update denial set lifted_at = clock_timestamp(), lifted_issuer = @Issuer, lifted_subject = @Subject, lifted_name = @Name
            where id = @id and lifted_at is null
            returning {Columns}
            """,
            new { id, by.Issuer, by.Subject, by.Name }, cancellation))?.ToDenial();

    /// <summary>Those in force, the newest first.</summary>
    /// <param name="before">Id of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Denial>> ListAsync(Guid? before, int size, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"select {Columns} from denial where lifted_at is null and (@before::uuid is null or id < @before) order by id desc limit @size",
            new { before, size }, cancellation);
        return [.. rows.Select(row => row.ToDenial())];
    }

    private sealed record Row(
        Guid Id, string Issuer, string Subject, string TokenId, string Reason, string ByIssuer, string BySubject, string ByName, DateTime DeniedAt)
    {
        public Denial ToDenial() => new(Id, new Denied(Issuer, Subject, TokenId), Reason, new Actor(ByIssuer, BySubject, ByName), DeniedAt);
    }
}
