using System.Collections.Immutable;
using Workforce.Evaluation.Events;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Evaluation.Requests;

/// <summary>The tables of evaluation requests, of contracts that are rated, and of expiries that are taken back.</summary>
public sealed class RequestStore(Database database)
{
    private const string Columns = "id, contract_id, worker_id, city_id, cycle_id, unit_id, head_id, due_day, state, expiry";

    private static readonly NewRows<EvaluationRequest> New = new("evaluation_request", Columns, key: "contract_id", Write);

    private static readonly NewRows<Guid> NewRated = new("rated_contract", "contract_id", key: "contract_id", (copy, id) => copy.Id(id));

    /// <summary>Adds those whose contract has no request yet.</summary>
    /// <param name="batches">Each in order of contract.</param>
    /// <returns>For each batch, how many of its requests were new.</returns>
    public static Task<IReadOnlyList<int>> AddAsync(
        UnitOfWork work, IReadOnlyList<IReadOnlyList<EvaluationRequest>> batches, CancellationToken cancellation) =>
        New.AddAsync(work, batches, cancellation);

    /// <summary>Waits until no rating is being signed, has none signed until the unit of work ends, and says which of the contracts are rated.</summary>
    public static async Task<IReadOnlySet<Guid>> ListRatedAsync(UnitOfWork work, IEnumerable<Guid> contractIds, CancellationToken cancellation)
    {
        // In two steps: where nothing was ever rated, a night's ids need not be sent.
        var areSome = await work.ScalarAsync<bool>("lock table signing_lock in share mode; select exists (select from rated_contract)", null, cancellation);
        return areSome ? await ListRatedAmongAsync(work, [.. contractIds], cancellation) : ImmutableHashSet<Guid>.Empty;
    }

    /// <summary>
    /// Satisfies the open requests of contracts whose rating is signed in the same unit of work; requests of them that are created later
    /// are born satisfied.
    /// </summary>
    /// <returns>How many requests were open.</returns>
    public static async Task<int> SatisfyAsync(UnitOfWork work, IReadOnlyCollection<Guid> contractIds, CancellationToken cancellation)
    {
        var ids = contractIds.ToArray();
        // The lock is its own statement: what begins after it sees the requests that were created before it.
        await work.ExecuteAsync("lock table signing_lock in row exclusive mode", null, cancellation);
        // In an earlier round, or by an earlier version, contracts are rated already.
        var rated = await ListRatedAmongAsync(work, ids, cancellation);
        await NewRated.AddAsync(work, [[.. ids.Except(rated).Order()]], cancellation);
        // In one order, so that two that sign for the same contracts do not deadlock.
        return await work.ScalarAsync<int>(
            """
            with open as (
                select id from evaluation_request where contract_id = any(@ids) and state = @open order by contract_id for update),
            satisfied as (
                update evaluation_request request set state = @satisfied from open where request.id = open.id
                returning 1)
            select count(*)::int from satisfied
            """,
            new { ids, open = (short)RequestState.Open, satisfied = (short)RequestState.Satisfied }, cancellation);
    }

    /// <summary>Asks anew for contracts that expired once more.</summary>
    /// <returns>How many were asked anew; the others were already.</returns>
    public static Task<int> AskAnewAsync(UnitOfWork work, IReadOnlyList<EvaluationRequest> requests, CancellationToken cancellation) =>
        work.ExecuteAsync(
            $"""
            insert into evaluation_request as stored ({Columns})
            select {Columns}
            from unnest(@ids, @contracts, @workers, @cities, @cycles, @units, @heads, @dueDays, @states, @expiries)
                as request (id, contract_id, worker_id, city_id, cycle_id, unit_id, head_id, due_day, state, expiry)
            order by contract_id
            on conflict (contract_id) do update
            set cycle_id = excluded.cycle_id, unit_id = excluded.unit_id, head_id = excluded.head_id, due_day = excluded.due_day,
                state = excluded.state, expiry = excluded.expiry
            where stored.expiry < excluded.expiry
            """,
            new
            {
                ids = requests.Select(request => request.Id).ToArray(),
                contracts = requests.Select(request => request.ContractId).ToArray(),
                workers = requests.Select(request => request.WorkerId).ToArray(),
                cities = requests.Select(request => request.CityId).ToArray(),
                cycles = requests.Select(request => request.CycleId).ToArray(),
                units = requests.Select(request => request.UnitId).ToArray(),
                heads = requests.Select(request => request.HeadId).ToArray(),
                dueDays = requests.Select(request => request.DueDay).ToArray(),
                states = requests.Select(request => (short)request.State).ToArray(),
                expiries = requests.Select(request => request.Expiry).ToArray(),
            },
            cancellation);

    /// <summary>Remembers expiries that are taken back.</summary>
    public static Task AddReturnedAsync(UnitOfWork work, Guid cycleId, IReadOnlyList<(Guid ContractId, short Expiry)> returned, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into returned_contract (cycle_id, contract_id, expiry)
            select @cycleId, * from unnest(@contracts, @expiries) on conflict do nothing
            """,
            new { cycleId, contracts = returned.Select(one => one.ContractId).ToArray(), expiries = returned.Select(one => one.Expiry).ToArray() },
            cancellation);

    /// <summary>Withdraws what the expiries asked for that are taken back, of these cycles.</summary>
    /// <returns>How many requests.</returns>
    public static Task<int> WithdrawAsync(UnitOfWork work, IEnumerable<Guid> cycleIds, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            with due as (
                select returned.cycle_id, request.contract_id, request.expiry
                from returned_contract returned join evaluation_request request using (contract_id, expiry)
                where returned.cycle_id = any(@ids) and not returned.is_counted
                order by request.contract_id
                for update of request),
            withdrawn as (
                update evaluation_request request set state = @withdrawn
                from due where request.contract_id = due.contract_id
                returning due.cycle_id, due.contract_id, due.expiry)
            update returned_contract returned set is_counted = true from withdrawn
            where (returned.cycle_id, returned.contract_id, returned.expiry) = (withdrawn.cycle_id, withdrawn.contract_id, withdrawn.expiry)
            """,
            new { ids = cycleIds.Distinct().ToArray(), withdrawn = (short)RequestState.Withdrawn }, cancellation);

    /// <summary>Of requests that come after their contract was asked about anew, which proves that the expiry was taken back, counts each once.</summary>
    public static Task<int> CountOvertakenAsync(UnitOfWork work, IReadOnlyList<EvaluationRequest> requests, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into returned_contract as returned (cycle_id, contract_id, expiry, is_counted)
            select late.cycle_id, contract_id, late.expiry, true
            from unnest(@cycles, @contracts, @expiries) as late (cycle_id, contract_id, expiry) join evaluation_request request using (contract_id)
            where request.expiry > late.expiry
            on conflict (cycle_id, contract_id, expiry) do update set is_counted = true where not returned.is_counted
            """,
            new
            {
                cycles = requests.Select(request => request.CycleId).ToArray(),
                contracts = requests.Select(request => request.ContractId).ToArray(),
                expiries = requests.Select(request => request.Expiry).ToArray(),
            },
            cancellation);

    /// <summary>Remembers by when requests of cycles are to be rated, and freezes the rating policy that is in force on the day after expiry.</summary>
    public static Task AddDueDaysAsync(UnitOfWork work, IEnumerable<NewDueDay> days, CancellationToken cancellation)
    {
        // In one order: two transactions that add the same in different orders would deadlock.
        var added = days.Distinct().OrderBy(day => day.CycleId).ThenBy(day => day.DueDay).ToList();
        return work.ExecuteAsync(
            """
            insert into request_due_day (city_id, cycle_id, due_day, policy_version)
            select city_id, cycle_id, due_day, (
                select version from rating_policy policy where policy.city_id = added.city_id and effective_from <= last_day + 1
                order by effective_from desc, version desc limit 1)
            from unnest(@cities, @cycles, @days, @lastDays) as added (city_id, cycle_id, due_day, last_day)
            on conflict do nothing
            """,
            new
            {
                cities = added.Select(day => day.CityId).ToArray(),
                cycles = added.Select(day => day.CycleId).ToArray(),
                days = added.Select(day => day.DueDay).ToArray(),
                lastDays = added.Select(day => day.LastDay).ToArray(),
            },
            cancellation);
    }

    /// <summary>By when requests of cycles are to be rated: those days that are one day or later.</summary>
    public Task<IReadOnlyList<RequestDueDay>> ListDueDaysAsync(DateOnly from, CancellationToken cancellation) =>
        database.ListAsync<RequestDueDay>(
            "select city_id, cycle_id, due_day, policy_version from request_due_day where due_day >= @from order by due_day, cycle_id", new { from }, cancellation);

    /// <summary>How many requests of a cycle that are due on a day are open, by unit and in its order; units without any are left out.</summary>
    public Task<IReadOnlyList<UnratedUnit>> CountOpenAsync(Guid cycleId, DateOnly dueDay, CancellationToken cancellation) =>
        database.ListAsync<UnratedUnit>(
            "select unit_id, count(*)::int as unrated from evaluation_request where cycle_id = @cycleId and due_day = @dueDay and state = @open group by unit_id order by unit_id",
            new { cycleId, dueDay, open = (short)RequestState.Open }, cancellation);

    /// <summary>Gives the open requests of a unit in a cycle to another head.</summary>
    /// <returns>How many were another's.</returns>
    public static Task<int> ReassignAsync(UnitOfWork work, Guid cycleId, Guid unitId, Guid headId, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            with anothers as (
                select id from evaluation_request
                where cycle_id = @cycleId and unit_id = @unitId and state = @open and head_id <> @headId
                order by contract_id for update)
            update evaluation_request request set head_id = @headId from anothers where request.id = anothers.id
            """,
            new { cycleId, unitId, headId, open = (short)RequestState.Open }, cancellation);

    /// <summary>The city of the requests of a unit in a cycle; null when none is within reach.</summary>
    public async Task<Guid?> FindCityAsync(Guid cycleId, Guid unitId, Reach reach, CancellationToken cancellation) =>
        (await database.ListAsync<Guid>(
            $"select city_id from evaluation_request where cycle_id = @cycleId and unit_id = @unitId and {reach.Condition("city_id", "unit_id")} limit 1",
            reach.With(new { cycleId, unitId }), cancellation)) is [var city] ? city : null;

    /// <summary>A page of the requests that a bounded filter selects, in the order of their ids.</summary>
    /// <param name="after">Id of the last request of the page before; null on the first page.</param>
    public Task<IReadOnlyList<EvaluationRequest>> ListAsync(RequestFilter filter, Guid? after, int size, Reach reach, CancellationToken cancellation) =>
        database.ListAsync<EvaluationRequest>(
            $"select {Columns} from evaluation_request where {string.Join(" and ", Conditions(filter, after))} and {reach.Condition("city_id", "unit_id", "worker_id")} order by id limit @size",
            reach.With(new
            {
                filter.CityId,
                filter.CycleId,
                filter.UnitId,
                filter.HeadId,
                filter.ContractId,
                State = (short?)filter.State,
                after,
                size,
            }),
            cancellation);

    /// <summary>How many requests the cycle has in each state; states without any are left out.</summary>
    public async Task<IReadOnlyDictionary<RequestState, int>> CountAsync(Guid cycleId, Reach reach, CancellationToken cancellation)
    {
        var counts = await database.ListAsync<(RequestState State, int Requests)>(
            $"select state, count(*)::int from evaluation_request where cycle_id = @cycleId and {reach.Condition("city_id")} group by state",
            reach.With(new { cycleId }), cancellation);
        return counts.ToDictionary(count => count.State, count => count.Requests);
    }

    private static async Task<HashSet<Guid>> ListRatedAmongAsync(UnitOfWork work, Guid[] ids, CancellationToken cancellation) =>
        (await work.ListAsync<Guid>("select contract_id from rated_contract where contract_id = any(@ids)", new { ids }, cancellation)).ToHashSet();

    private static void Write(CopyRows copy, EvaluationRequest request)
    {
        copy.Id(request.Id);
        copy.Id(request.ContractId);
        copy.Id(request.WorkerId);
        copy.Id(request.CityId);
        copy.Id(request.CycleId);
        copy.Id(request.UnitId);
        copy.Id(request.HeadId);
        copy.Day(request.DueDay);
        copy.Small((short)request.State);
        copy.Small(request.Expiry);
    }

    // Only what is given, rather than `@x is null or x = @x`: the planner then sees which index answers.
    private static IEnumerable<string> Conditions(RequestFilter filter, Guid? after)
    {
        if (filter.CityId is not null) yield return "city_id = @CityId";
        if (filter.CycleId is not null) yield return "cycle_id = @CycleId";
        if (filter.UnitId is not null) yield return "unit_id = @UnitId";
        if (filter.HeadId is not null) yield return "head_id = @HeadId";
        if (filter.ContractId is not null) yield return "contract_id = @ContractId";
        if (filter.State is not null) yield return "state = @State";
        if (after is not null) yield return "id > @after";
    }
}
