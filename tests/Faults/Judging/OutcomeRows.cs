using Dapper;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>A request or a notice, with what it says.</summary>
/// <param name="ContractId">Of whose contract.</param>
/// <param name="WorkerId">The worker.</param>
/// <param name="UnitId">The work unit.</param>
/// <param name="CycleId">The cycle.</param>
/// <param name="HeadId">Who is to rate; only requests say.</param>
/// <param name="DueDay">By when; only requests say.</param>
/// <param name="KeepsWorking">Only notices say.</param>
/// <param name="Continues">Whether the work goes on by the next contract; only notices say.</param>
/// <param name="IsRated">The request is satisfied, or the notice says that the rating is signed; null of a request that is withdrawn.</param>
/// <param name="IsTakenBack">The request is withdrawn, or the notice taken back.</param>
/// <param name="Counted">How often it was reported: a request that was asked anew stands for those before.</param>
internal sealed record OutcomeRow(
    Guid ContractId, Guid WorkerId, Guid UnitId, Guid CycleId, Guid? HeadId, DateOnly? DueDay, bool? KeepsWorking, bool? Continues, bool? IsRated, bool IsTakenBack,
    int Counted);

internal static class OutcomeRows
{
    public static Task<IReadOnlyList<OutcomeRow>> ReadRequestsAsync(RunningSystem system, CycleRows cycles) =>
        ReadAsync(system, cycles, "evaluation",
            """
            select contract_id as ContractId, worker_id as WorkerId, unit_id as UnitId, cycle_id as CycleId,
                   head_id as HeadId, due_day as DueDay, null::boolean as KeepsWorking, null::boolean as Continues,
                   case state when 1 then false when 3 then true end as IsRated, state = 2 as IsTakenBack, 1 + expiry as Counted
            from evaluation_request
            """);

    public static Task<IReadOnlyList<OutcomeRow>> ReadNoticesAsync(RunningSystem system, CycleRows cycles) =>
        ReadAsync(system, cycles, "notification",
            """
            select contract_id as ContractId, recipient_id as WorkerId, unit_id as UnitId, cycle_id as CycleId,
                   null::uuid as HeadId, due_day as DueDay, keeps_working as KeepsWorking, kind = 2 as Continues, is_rated as IsRated,
                   exists (select from notice later where later.contract_id = notice.contract_id and later.kind = 3 and later.expiry = notice.expiry) as IsTakenBack,
                   1 as Counted
            from notice where kind in (1, 2)
            """);

    // Rows without a known cycle are read too: they are unexpected.
    private static async Task<IReadOnlyList<OutcomeRow>> ReadAsync(RunningSystem system, CycleRows cycles, string service, string sql)
    {
        await using var source = await system.DatabaseOfAsync(service);
        await using var connection = await source.OpenConnectionAsync();
        var rows = await connection.QueryAsync<OutcomeRow>(new CommandDefinition(sql, commandTimeout: 0));
        return [.. rows.Where(row => !cycles.OfOthers.Contains(row.CycleId))];
    }
}
