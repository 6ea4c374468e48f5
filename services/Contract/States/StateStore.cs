using Workforce.Contract.Decisions;
using Workforce.Contract.Separations;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.States;

/// <summary>Derives states from what is recorded, for a whole population at once. There is no table of them.</summary>
public sealed class StateStore(Database database)
{
    // The terms of contracts, as known at the moment.
    private const string Known =
        """
        with known as (
            select city_id, worker_id, contract_id, unit_id, vendor_id, first_day, last_day from contract
            where city_id = @CityId and last_day >= @LastDayFrom and first_day <= @Day and recorded_at <= @KnownAt
            union all
            select city_id, worker_id, contract_id, unit_id, vendor_id, first_day, last_day from former_terms
            where city_id = @CityId and last_day >= @LastDayFrom and first_day <= @Day and recorded_at <= @KnownAt and replaced_at > @KnownAt)
        """;

    // One in force ends no earlier than the day, so it comes before all that are over. A unit that the cycle does not have yet neither keeps
    // working nor stays home.
    private static readonly string States =
        $"""
        {Known},
        population as (
            select distinct on (worker_id) city_id, worker_id, contract_id, unit_id, vendor_id, first_day, last_day
            from known order by worker_id, last_day desc, first_day desc, contract_id),
        stood as (
            select s.contract_id, s.effective_on from {SeparationStore.From}
            where s.city_id = @CityId and s.effective_on <= @Day and {SeparationStore.StoodAt("@KnownAt")}),
        derived as (
            select population.*, effective_on, stay_home_from, outcome,
                case when effective_on is not null then {Number(WorkerState.Separated)}
                     when last_day >= @Day then {Number(WorkerState.InForce)}
                     when keeps_working then {Number(WorkerState.Exempt)}
                     when vendor_id is not null then {Number(WorkerState.AwaitingTender)}
                     when not keeps_working and stay_home_from <= @Day then {Number(WorkerState.Furloughed)}
                     else {Number(WorkerState.AwaitingDecision)} end as state
            from population
            left join stood using (contract_id)
            left join (
                select cycle_id, last_day, stay_home_from from cycle where city_id = @CityId and opened_at <= @KnownAt) opened using (last_day)
            left join (
                select cycle_id, unit_id, keeps_working from cycle_unit where added_at is null or added_at <= @KnownAt) unit using (cycle_id, unit_id)
            left join (
                select d.cycle_id, d.contract_id, d.outcome from {DecisionStore.From}
                where d.cycle_id in (select cycle_id from cycle where city_id = @CityId) and {DecisionStore.StoodAt("@KnownAt")}
                  and d.decided_at < (@Day + 1)::timestamp at time zone (select time_zone from city where city_id = @CityId)) decided using (cycle_id, contract_id)),
        state_on as (
            select city_id, worker_id, contract_id, unit_id, state,
                case state when {Number(WorkerState.Separated)} then greatest(effective_on, first_day)
                           when {Number(WorkerState.InForce)} then first_day
                           when {Number(WorkerState.Furloughed)} then stay_home_from
                           else last_day + 1 end as since,
                case when state not in ({Number(WorkerState.Separated)}, {Number(WorkerState.InForce)}) then outcome end as decided
            from derived)
        """;

    /// <summary>A page of a population, by the ids of unit and contract.</summary>
    /// <param name="after">Unit and contract of the last of the page before; null on the first page.</param>
    public Task<IReadOnlyList<StateOfWorker>> ListAsync(
        Population population, StateFilter filter, (Guid UnitId, Guid ContractId)? after, int size, Reach reach, CancellationToken cancellation)
    {
        string?[] conditions =
        [
            reach.Condition("city_id", "unit_id", "worker_id"),
            filter.UnitId is null ? null : "unit_id = @UnitId",
            filter.State is null ? null : "state = @state",
            after is null ? null : "(unit_id, contract_id) > (@afterUnit, @afterContract)",
        ];
        return database.ListAsync<StateOfWorker>(
            $"""
            {States}
            select city_id, worker_id, contract_id, unit_id, state, since, decided from state_on
            where {string.Join(" and ", conditions.OfType<string>())} order by unit_id, contract_id limit @size
            """,
            reach.With(new
            {
                population.CityId,
                population.Day,
                population.KnownAt,
                population.LastDayFrom,
                filter.UnitId,
                state = (int?)filter.State,
                afterUnit = after?.UnitId,
                afterContract = after?.ContractId,
                size,
            }),
            cancellation);
    }

    /// <summary>By unit, then in the order of the states; and the population by itself: those known contracts of which none of the same worker ends later.</summary>
    public Task<StateCounts> CountAsync(Population population, Reach reach, CancellationToken cancellation) =>
        database.ReadAsync(
            $"""
            {Known}
            select count(*)::int from known
            where {reach.Condition("known.city_id", "known.unit_id", "known.worker_id")} and not exists (
                select from known later where later.worker_id = known.worker_id
                    and (later.last_day, later.first_day, known.contract_id) > (known.last_day, known.first_day, later.contract_id));
            {States}
            select unit_id, state, decided, count(*)::int as workers from state_on
            where {reach.Condition("city_id", "unit_id", "worker_id")}
            group by unit_id, state, decided order by unit_id, state, decided
            """,
            reach.With(new { population.CityId, population.Day, population.KnownAt, population.LastDayFrom }),
            async results => new StateCounts(population, await results.ReadSingleAsync<int>(), [.. await results.ReadAsync<StateCount>()]),
            cancellation);

    private static int Number(WorkerState state) => (int)state;
}
