using Dapper;
using Workforce.Contract.Policies;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Cycles;

/// <summary>The tables of cycles and their units. Reads take one round trip each, for a night opens hundreds.</summary>
public sealed class CycleStore(Database database)
{
    /// <summary>A condition on a cycle: no contract of its city and day is left to expire.</summary>
    internal const string SweepEnded =
        "not exists (select from unswept_day where unswept_day.city_id = cycle.city_id and unswept_day.last_day = cycle.last_day)";

    private const string Columns =
        """
        cycle_id as id, city_id, city_name, last_day, due_day, stay_home_from, policy_version, exemption_list_version, opened_at
        """;

    private const string CycleById = $"select {Columns} from cycle where cycle_id = @cycleId";

    private const string Decisions =
        $"""
        {PolicyStore.Select} where city_id = @cityId;
        {ExemptionListStore.Select} where city_id = @cityId
        """;

    private const string UnitColumns = "unit_id, name, head_id, head_name, head_title, keeps_working";

    // The query `opened` before it names the cycle.
    private const string AddMissingUnits =
        $"""
        insert into cycle_unit (cycle_id, added_at, {UnitColumns})
        select opened.cycle_id, @addedAt::timestamptz, unit.*
        from opened, unnest(@ids, @names, @headIds, @headNames, @headTitles, @keepWorking) as unit
        on conflict do nothing
        """;

    /// <summary>What a sweep begins from when it comes to a city and a day.</summary>
    public Task<CycleBasis> ReadBasisAsync(Guid cityId, DateOnly lastDay, CancellationToken cancellation) =>
        database.ReadAsync(
            $"""
            select {Columns} from cycle where city_id = @cityId and last_day = @lastDay;
            select {UnitColumns} from cycle_unit
            where cycle_id = (select cycle_id from cycle where city_id = @cityId and last_day = @lastDay);
            {Decisions}
            """,
            new { cityId, lastDay }, ReadBasisAsync, cancellation);

    /// <summary>What the city has decided, whichever cycles are opened.</summary>
    public Task<CycleBasis> ReadDecisionsAsync(Guid cityId, CancellationToken cancellation) =>
        database.ReadAsync(
            Decisions, new { cityId },
            async results => new CycleBasis(null, await ReadPoliciesAsync(results), await ReadExemptionListsAsync(results)),
            cancellation);

    /// <summary>A cycle by itself; null when there is no such cycle within reach.</summary>
    public Task<Cycle?> FindAsync(Guid cycleId, Reach reach, CancellationToken cancellation) =>
        database.FindAsync<Cycle>($"{CycleById} and {reach.PartCondition("city_id")}", reach.With(new { cycleId }), cancellation);

    /// <summary>A cycle with all that it froze; null when there is no such cycle within reach.</summary>
    public Task<FrozenCycle?> FindFrozenAsync(Guid cycleId, Reach reach, CancellationToken cancellation) =>
        database.ReadAsync(
            $"""
            {CycleById} and {reach.PartCondition("city_id")};
            select {UnitColumns} from cycle_unit where cycle_id = @cycleId;
            {PolicyStore.Select} where (city_id, version) = (select city_id, policy_version from cycle where cycle_id = @cycleId);
            {ExemptionListStore.Select}
            where (city_id, version) = (select city_id, exemption_list_version from cycle where cycle_id = @cycleId)
            """,
            reach.With(new { cycleId }), async results => (await ReadBasisAsync(results)).Opened, cancellation);

    /// <summary>Adds a cycle with its units, unless another sweep has opened that city and day.</summary>
    /// <returns>Whether it was added.</returns>
    public static Task<bool> AddAsync(UnitOfWork work, FrozenCycle cycle, CancellationToken cancellation)
    {
        var parameters = ParametersOf(cycle.Units.Values, addedAt: null);
        parameters.AddDynamicParams(cycle.Cycle);
        return work.ScalarAsync<bool>(
            $"""
            with opened as (
                insert into cycle (cycle_id, city_id, city_name, last_day, due_day, stay_home_from,
                                   policy_version, exemption_list_version, opened_at)
                values (@Id, @CityId, @CityName, @LastDay, @DueDay, @StayHomeFrom, @PolicyVersion, @ExemptionListVersion, @OpenedAt)
                on conflict (city_id, last_day) do nothing
                returning cycle_id),
            frozen as ({AddMissingUnits})
            select exists (select from opened)
            """,
            parameters, cancellation);
    }

    /// <summary>Adds units that the cycle does not have; none that it has is changed.</summary>
    /// <param name="addedAt">UTC, taken since the register is locked (<see cref="Records.RegisterLock"/>).</param>
    public static Task AddUnitsAsync(UnitOfWork work, Guid cycleId, IReadOnlyCollection<CycleUnit> units, DateTime addedAt, CancellationToken cancellation)
    {
        var parameters = ParametersOf(units, addedAt);
        parameters.Add("cycleId", cycleId);
        return work.ExecuteAsync(
            $"""
            with opened as (select @cycleId as cycle_id)
            {AddMissingUnits}
            """,
            parameters, cancellation);
    }

    /// <summary>Marks the cycles complete of which the sweep has ended and every batch is finished.</summary>
    /// <returns>For each, the seconds from its first batch to its last report.</returns>
    public Task<IReadOnlyList<double>> CompleteAsync(CancellationToken cancellation) =>
        database.ListAsync<double>(
            $"""
            with done as (
                select cycle_id from cycle
                where completed_at is null
                  and {SweepEnded}
                  and not exists (select from expiry_batch where expiry_batch.cycle_id = cycle.cycle_id and finished_at is null))
            update cycle set completed_at = fan_out.finished_at
            from done cross join lateral (
                select min(stored_at) as stored_at, max(finished_at) as finished_at
                from expiry_batch where expiry_batch.cycle_id = done.cycle_id) fan_out
            where cycle.cycle_id = done.cycle_id and fan_out.finished_at is not null
            returning extract(epoch from fan_out.finished_at - fan_out.stored_at)::float8
            """,
            null, cancellation);

    private static async Task<CycleBasis> ReadBasisAsync(SqlMapper.GridReader results)
    {
        var cycle = await results.ReadSingleOrDefaultAsync<Cycle>();
        var units = await results.ReadAsync<CycleUnit>();
        var policies = await ReadPoliciesAsync(results);
        var lists = await ReadExemptionListsAsync(results);
        if (cycle is null)
            return new CycleBasis(null, policies, lists);
        var policy = policies.Single(version => version.Version == cycle.PolicyVersion);
        var exemptions = lists.Single(version => version.Version == cycle.ExemptionListVersion);
        return new CycleBasis(new FrozenCycle(cycle, policy, exemptions, units.ToDictionary(unit => unit.UnitId)), policies, lists);
    }

    private static async Task<List<Policy>> ReadPoliciesAsync(SqlMapper.GridReader results) =>
        [.. (await results.ReadAsync<PolicyStore.Row>()).Select(row => row.ToPolicy())];

    private static async Task<List<ExemptionList>> ReadExemptionListsAsync(SqlMapper.GridReader results) =>
        [.. (await results.ReadAsync<ExemptionListStore.Row>()).Select(row => row.ToList())];

    private static DynamicParameters ParametersOf(IEnumerable<CycleUnit> frozen, DateTime? addedAt)
    {
        var units = frozen.ToList();
        return new DynamicParameters(new
        {
            addedAt,
            ids = units.Select(unit => unit.UnitId).ToArray(),
            names = units.Select(unit => unit.Name).ToArray(),
            headIds = units.Select(unit => unit.HeadId).ToArray(),
            headNames = units.Select(unit => unit.HeadName).ToArray(),
            headTitles = units.Select(unit => unit.HeadTitle).ToArray(),
            keepWorking = units.Select(unit => unit.KeepsWorking).ToArray(),
        });
    }
}
