using Dapper;
using Workforce.Notification.Letters;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Notification.Storage;

/// <summary>Reads letters in the order in which they were issued.</summary>
public sealed class LetterTable(Database database)
{
    private const string Select =
        """
        select letter.id, cycle_id as CycleId, unit_id as UnitId, letter.kind, template_version as TemplateVersion,
            issued_at as IssuedAt, name as UnitName, head_name as HeadName, head_title as HeadTitle,
            (select count(*) from notice
             where notice.cycle_id = letter.cycle_id and notice.unit_id = letter.unit_id and notice.kind = @notice)::int as Workers
        from letter join cycle_unit using (cycle_id, unit_id)

        """;

    /// <summary>One page of the letters of a cycle, of a unit, or of both; one of the two must be given.</summary>
    public Task<IReadOnlyList<AddressedLetter>> ListAsync(Guid? cycleId, Guid? unitId, Page page, CancellationToken cancellation)
    {
        const string sql = Select +
            """
            where (@cycleId is null or cycle_id = @cycleId) and (@unitId is null or unit_id = @unitId)
                and (@after is null or letter.id > @after)
            order by letter.id
            limit @size
            """;
        return ReadAsync(sql, new { cycleId, unitId, after = page.AfterId(), size = page.Size, notice = Listed }, cancellation);
    }

    /// <returns>Null when there is no such letter.</returns>
    public async Task<AddressedLetter?> FindAsync(Guid letterId, CancellationToken cancellation)
    {
        var found = await ReadAsync(Select + "where letter.id = @letterId", new { letterId, notice = Listed }, cancellation);
        return found.SingleOrDefault();
    }

    // Whoever was told that a contract ended is on the list.
    private static short Listed => (short)NoticeKind.ContractEnded;

    private async Task<IReadOnlyList<AddressedLetter>> ReadAsync(string sql, object parameters, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
        return [.. rows.Select(row => row.Letter)];
    }

    private sealed record Row(
        Guid Id, Guid CycleId, Guid UnitId, LetterKind Kind, int TemplateVersion, DateTime IssuedAt,
        string UnitName, string HeadName, string HeadTitle, int Workers)
    {
        public AddressedLetter Letter => new(
            new Letter(Id, CycleId, UnitId, Kind, TemplateVersion, IssuedAt), UnitName, HeadName, HeadTitle, Workers);
    }
}
