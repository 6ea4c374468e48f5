using Dapper;
using Workforce.Contract.Cycles;
using Workforce.Contract.Policies;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>Reads cycles together with the decisions that they rest on: each time in one round trip, for a night opens hundreds.</summary>
public sealed class CycleReader(Database database)
{
    private const string SelectUnits =
        """
        select unit_id as UnitId, name, head_id as HeadId, head_name as HeadName, head_title as HeadTitle,
               keeps_working as KeepsWorking
        from cycle_unit
        """;

    private const string ByName = "order by name, unit_id";

    /// <summary>What a sweep begins from when it comes to a city and a day.</summary>
    public async Task<CycleBasis> ReadBasisAsync(Guid cityId, DateOnly lastDay, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var answers = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
            {CycleTable.Select} where city_id = @cityId and last_day = @lastDay;
            {SelectUnits}
            where cycle_id = (select cycle_id from cycle where city_id = @cityId and last_day = @lastDay) {ByName};
            {PolicyTable.Select} where city_id = @cityId order by version;
            {ExemptionListTable.Select} where city_id = @cityId order by version
            """,
            new { cityId, lastDay }, cancellationToken: cancellation));
        var cycle = await answers.ReadSingleOrDefaultAsync<Cycle>();
        var units = await answers.ReadAsync<CycleUnit>();
        var policies = await answers.ReadAsync<Policy>();
        var exemptionLists = await answers.ReadAsync<ExemptionListTable.Row>();
        return new CycleBasis(
            cycle is null ? null : CycleSnapshot.Of(cycle, units), [.. policies], [.. exemptionLists.Select(row => row.ToList())]);
    }

    /// <summary>A cycle with all that it froze; null when there is no such cycle.</summary>
    public async Task<FrozenCycle?> FindFrozenAsync(Guid cycleId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var answers = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
            {CycleTable.Select} where cycle_id = @cycleId;
            {PolicyTable.Select} where (city_id, version) = (select city_id, policy_version from cycle where cycle_id = @cycleId);
            {ExemptionListTable.Select}
            where (city_id, version) = (select city_id, exemption_list_version from cycle where cycle_id = @cycleId);
            {SelectUnits} where cycle_id = @cycleId {ByName}
            """,
            new { cycleId }, cancellationToken: cancellation));
        var cycle = await answers.ReadSingleOrDefaultAsync<Cycle>();
        var policy = await answers.ReadSingleOrDefaultAsync<Policy>();
        var exemptions = await answers.ReadSingleOrDefaultAsync<ExemptionListTable.Row>();
        var units = await answers.ReadAsync<CycleUnit>();
        return cycle is null ? null : new FrozenCycle(cycle, policy!, exemptions!.ToList(), [.. units]);
    }
}
