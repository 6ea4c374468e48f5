using Dapper;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Notification.Storage;

/// <summary>Reads notices.</summary>
public sealed class NoticeListing(Database database)
{
    private const string Select =
        """
        select id, contract_id as ContractId, kind, worker_id as WorkerId, cycle_id as CycleId, unit_id as UnitId,
            keeps_working as KeepsWorking, recipient, template_version as TemplateVersion, issued_at as IssuedAt
        from notice

        """;

    /// <summary>A worker's inbox, newest first.</summary>
    /// <param name="workerId">Whose.</param>
    /// <param name="cycleId">Only of this cycle; null is any.</param>
    /// <param name="after">Id of the last notice of the page before; null on the first page.</param>
    /// <param name="size">Notices to read.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<IReadOnlyList<Notice>> InboxAsync(
        Guid workerId, Guid? cycleId, Guid? after, int size, CancellationToken cancellation)
    {
        const string sql = Select +
            """
            where worker_id = @workerId and (@cycleId is null or cycle_id = @cycleId) and (@after is null or id < @after)
            order by id desc
            limit @size
            """;
        return ReadAsync(sql, new { workerId, cycleId, after, size }, cancellation);
    }

    /// <summary>A cycle's notices by unit.</summary>
    /// <param name="cycleId">The cycle.</param>
    /// <param name="after">Unit and id of the last notice of the page before; null on the first page.</param>
    /// <param name="size">Notices to read.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<IReadOnlyList<Notice>> OfCycleAsync(
        Guid cycleId, (Guid Unit, Guid Id)? after, int size, CancellationToken cancellation)
    {
        const string sql = Select +
            """
            where cycle_id = @cycleId and (unit_id, id) > (@unit, @id)
            order by unit_id, id
            limit @size
            """;
        var (unit, id) = after ?? default;
        return ReadAsync(sql, new { cycleId, unit, id, size }, cancellation);
    }

    /// <summary>How many of a cycle's notices say to keep working, and how many to stay home.</summary>
    public async Task<(int KeepWorking, int StayHome)> CountAsync(Guid cycleId, CancellationToken cancellation)
    {
        const string sql =
            """
            select count(*) filter (where keeps_working)::int, count(*) filter (where not keeps_working)::int
            from notice where cycle_id = @cycleId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleAsync<(int, int)>(new CommandDefinition(sql, new { cycleId }, cancellationToken: cancellation));
    }

    /// <summary>The names on the list of a unit's letter, in no order; null where the register did not know the worker.</summary>
    public async Task<IReadOnlyList<string?>> NamesAsync(Guid cycleId, Guid unitId, CancellationToken cancellation)
    {
        const string sql = "select recipient from notice where cycle_id = @cycleId and unit_id = @unitId and kind = @kind";
        await using var connection = await database.OpenAsync(cancellation);
        var names = await connection.QueryAsync<string?>(new CommandDefinition(
            sql, new { cycleId, unitId, kind = (short)NoticeKind.ContractEnded }, cancellationToken: cancellation));
        return names.AsList();
    }

    private async Task<IReadOnlyList<Notice>> ReadAsync(string sql, object parameters, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var notices = await connection.QueryAsync<Notice>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
        return notices.AsList();
    }
}
