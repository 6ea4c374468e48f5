using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Rosters;

/// <summary>Reads rosters; imports and corrections write what they are made of (<c>RegisterStore</c>).</summary>
public sealed class RosterStore(Database database)
{
    private const string OfRoster = "c.city_id = @CityId and c.withdrawn_at is null and c.first_day <= @PeriodTo and c.last_day >= @PeriodFrom";

    /// <summary>By unit, in the order of their ids; units without any are left out.</summary>
    public Task<IReadOnlyList<UnitCount>> CountAsync(Roster roster, CancellationToken cancellation) =>
        database.ListAsync<UnitCount>(
            $"""
            select unit_id, count(*)::int as contracts from contract_period c
            where {OfRoster}{OfUnits(roster)}
            group by unit_id order by unit_id
            """,
            roster, cancellation);

    /// <summary>
    /// Persons who have a contract of the city that began by a day and ended no earlier than another, each once, by the unit of the one that ends
    /// last; by unit, in the order of their ids.
    /// </summary>
    public Task<IReadOnlyList<UnitPersons>> CountPersonsAsync(Guid cityId, DateOnly beganBy, DateOnly endedFrom, CancellationToken cancellation) =>
        database.ListAsync<UnitPersons>(
            """
            select unit_id, count(*)::int as persons
            from (
                select distinct on (worker_id) unit_id from contract_period
                where city_id = @cityId and withdrawn_at is null and first_day <= @beganBy and last_day >= @endedFrom
                order by worker_id, last_day desc, first_day desc, id) person
            group by unit_id order by unit_id
            """,
            new { cityId, beganBy, endedFrom }, cancellation);

    /// <summary>The ids alone, by unit; units without any are left out.</summary>
    public Task<IReadOnlyList<UnitContracts>> ListContractsAsync(Roster roster, CancellationToken cancellation) =>
        database.ListAsync<UnitContracts>(
            $"select unit_id, array_agg(id) as contract_ids from contract_period c where {OfRoster}{OfUnits(roster)} group by unit_id", roster, cancellation);

    /// <summary>A page of a roster of named units, in the order of the ids of unit and contract.</summary>
    /// <param name="after">Unit and contract of the last of the page before; null on the first page.</param>
    public Task<IReadOnlyList<RosterEntry>> ListAsync(Roster roster, (Guid UnitId, Guid ContractId)? after, int size, CancellationToken cancellation) =>
        database.ListAsync<RosterEntry>(
            $"""
            select c.id as contract_id, c.worker_id, w.nik, w.name, c.unit_id, unit.name as unit_name, c.position
            from contract_period c join worker w on w.id = c.worker_id join work_unit unit on unit.id = c.unit_id
            where {OfRoster} and c.unit_id = any(@UnitIds){(after is null ? "" : " and (c.unit_id, c.id) > (@afterUnit, @afterContract)")}
            order by c.unit_id, c.id limit @size
            """,
            new { roster.CityId, roster.UnitIds, roster.PeriodFrom, roster.PeriodTo, afterUnit = after?.UnitId, afterContract = after?.ContractId, size }, cancellation);

    /// <summary>Contracts of the city by their ids, and all that it has of the workers with these NIKs, whatever their days.</summary>
    public Task<IReadOnlyList<FoundContract>> FindAsync(Guid cityId, Guid[] contractIds, IReadOnlyList<Nik> niks, CancellationToken cancellation) =>
        database.ListAsync<FoundContract>(
            // Offset 0 keeps the look-ups one by one and by their own keys: just after an import the planner may take the index of a city's
            // contracts for each worker, and read all of them each time.
            """
            select id as contract_id, worker_id, unit_id, first_day, last_day, withdrawn_at is not null as is_withdrawn, null::int as nik_at
            from (select * from contract_period where id = any(@contractIds) offset 0) named where city_id = @cityId
            union all
            select c.id, c.worker_id, c.unit_id, c.first_day, c.last_day, c.withdrawn_at is not null, (given.position - 1)::int
            from unnest(@niks) with ordinality as given (nik, position)
            cross join lateral (select id from worker where nik = given.nik offset 0) w
            cross join lateral (
                select id, worker_id, city_id, unit_id, first_day, last_day, withdrawn_at
                from contract_period where worker_id = w.id offset 0) c
            where c.city_id = @cityId
            """,
            new { cityId, contractIds, niks = niks.Select(nik => nik.Digits).ToArray() }, cancellation);

    private static string OfUnits(Roster roster) => roster.UnitIds.Length == 0 ? "" : " and unit_id = any(@UnitIds)";
}
