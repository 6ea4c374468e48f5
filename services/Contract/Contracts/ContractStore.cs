using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Workforce.Contract.Cycles;
using Workforce.Contract.Ratings;
using Workforce.Contract.Records;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Contracts;

/// <summary>The tables of contracts, in force, expired, returned to force and withdrawn: a statement or two for a whole message or chunk.</summary>
public sealed class ContractStore(Database database)
{
    internal const string Received =
        """
        unnest(@ids, @workers, @units, @vendors, @firstDays, @lastDays, @engagements, @positions, @revisions, @withdrawn)
            as received (contract_id, worker_id, unit_id, vendor_id, first_day, last_day, engagement, position, revision, is_withdrawn)
        """;

    // What a contract conflicts with may go, by another city's correction, between being found and being named: then it has room.
    private const int Attempts = 3;

    internal const string NotWithdrawn = "not is_withdrawn and not exists (select from withdrawn_contract where withdrawn_contract.contract_id = received.contract_id)";

    /// <summary>
    /// Adds contracts, takes over later revisions of those that are stored, also other terms, and refuses those that overlap another city
    /// contract of their worker.
    /// </summary>
    /// <param name="today">In the city.</param>
    /// <param name="contracts">Each ends no earlier than it begins.</param>
    /// <param name="at">Taken since the register is locked (<see cref="RegisterLock"/>): from it on they are known.</param>
    /// <returns>How many were new, how many were refused, and whose expiry is taken back; the others were stored already.</returns>
    public static async Task<(int Stored, int Refused, IReadOnlyList<TakenBack> TakenBack)> AddAsync(
        UnitOfWork work, Guid cityId, DateOnly today, IReadOnlyCollection<RegisteredContract> contracts, DateTime at, CancellationToken cancellation)
    {
        var parameters = ParametersOf(cityId, contracts, at);
        // First, for what is corrected makes room for what is new.
        var takenBack = contracts.Any(IsRevision) ? await CorrectAsync(work, cityId, today, contracts, at, cancellation) : [];
        var (stored, refused) = (0, 0);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            stored += await InsertAsync(work, parameters, cancellation);
            if (stored == contracts.Count)
                break;
            if (attempt == 1)
                await ReviseAsync(work, parameters, cancellation);
            var (more, foundRoom) = await RefusedContractStore.RefuseConflictingAsync(work, parameters, isLast: attempt == Attempts, cancellation);
            refused += more;
            if (!foundRoom)
                break;
        }
        return (stored, refused, takenBack);
    }

    // In one order, so that two messages about the same workers do not deadlock. One that was refused may have expired before.
    private static Task<int> InsertAsync(UnitOfWork work, DynamicParameters parameters, CancellationToken cancellation) =>
        work.ExecuteAsync(
            $"""
            insert into contract (contract_id, city_id, worker_id, unit_id, vendor_id, first_day, last_day, engagement, position, revision, recorded_at, expiry)
            select contract_id, @cityId, worker_id, unit_id, vendor_id, first_day, last_day, engagement, position, revision, @at,
                case when revision = 0 then 0
                    else (select count(*) from returned_contract where returned_contract.contract_id = received.contract_id) end
            from {Received}
            where {NotWithdrawn} and {RefusedContractStore.NoneLater}
            order by contract_id
            on conflict do nothing
            """,
            parameters, cancellation);

    /// <summary>Whether a contract was corrected, or withdrawn, in the register.</summary>
    public static bool IsRevision(RegisteredContract contract) => contract.Revision > 0 || contract.IsWithdrawn;

    /// <summary>
    /// Claims the next contracts of a cycle, unless another sweep holds its lock, marks them expired, and records by which contract the
    /// workers of some go on, in one statement, which also says which of them are rated. They are claimed until the unit of work ends.
    /// </summary>
    /// <returns>By unit and contract; fewer than the chunk's size when these are the last.</returns>
    public static async Task<IReadOnlyList<DueContract>> ExpireAsync(UnitOfWork work, ChunkClaim claim, CancellationToken cancellation)
    {
        // One sweep at a time expires contracts of a cycle, by a lock that ends with the transaction; locking the rows instead would write
        // each of them twice. A sweep that gets the lock only after another's commit may still see its rows in force, but not claim them:
        // the update checks each once more.
        // By ctid, in an array: joined with the claimed rows, the planner would scan the whole table for each chunk. For the same reason next
        // contracts are looked up worker by worker, and offset 0 keeps the index by day out of it, in which each lookup would read all that
        // ends later. Where nothing of the city ends later, as at most ends of a year, one probe of that index spares all lookups.
        await using var command = new NpgsqlCommand(
            $"""
            with expired as (
                update contract set cycle_id = $1
                where (select pg_try_advisory_xact_lock(hashtextextended($1::text, 0))) and cycle_id is null
                  and ctid = any(array(
                    select ctid from contract
                    where city_id = $2 and last_day = $3 and (unit_id, contract_id) > ($4, $5)
                      and cycle_id is null and unit_id <> all($6) and received_at < $9
                    order by unit_id, contract_id
                    limit $7))
                returning unit_id, contract_id, worker_id, expiry, first_day, vendor_id),
            continuing as (
                insert into continuing_contract (contract_id, next_contract_id, next_unit_id, next_vendor_id, next_first_day, rates_past_period)
                select expired.contract_id, next.contract_id, next.unit_id, next.vendor_id, next.first_day, $8
                from expired cross join lateral (
                    select contract_id, unit_id, vendor_id, first_day
                    from (
                        select contract_id, city_id, unit_id, vendor_id, first_day, last_day
                        from contract where worker_id = expired.worker_id offset 0) of_worker
                    where city_id = $2 and last_day > $3 and first_day <= $3 + 1
                    order by first_day desc, vendor_id is not null, contract_id limit 1) next
                where (select exists (select from contract where city_id = $2 and last_day > $3))
                returning contract_id, next_contract_id, next_unit_id, next_vendor_id, next_first_day)
            select unit_id, contract_id, worker_id, expiry, next_contract_id, next_unit_id, next_vendor_id, next_first_day,
                {RatedContractStore.IsRated("expired", cityId: "$2")}, vendor_id is not null
            from expired left join continuing using (contract_id)
            """,
            work.Connection, work.Transaction)
        {
            Parameters =
            {
                new() { Value = claim.CycleId },
                new() { Value = claim.CityId },
                new() { Value = claim.LastDay },
                new() { Value = claim.After.UnitId },
                new() { Value = claim.After.ContractId },
                new() { Value = claim.ExceptUnits.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = claim.Size },
                new() { Value = claim.RatesPastPeriod },
                new() { Value = claim.ReceivedBefore },
            },
        };
        var expired = new List<DueContract>(claim.Size);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            expired.Add(new DueContract(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetInt16(3), NextIn(reader), reader.GetBoolean(8), reader.GetBoolean(9)));
        expired.Sort(DueContract.InOrder);
        return expired;
    }

    /// <summary>A page in the order of <see cref="ListingKey"/>.</summary>
    /// <param name="after">The last contract of the page before; null on the first page.</param>
    public Task<IReadOnlyList<ContractRecord>> ListAsync(ContractFilter filter, ListingKey? after, int size, Reach reach, CancellationToken cancellation) =>
        database.ListAsync<ContractRecord>(
            $"""
            select contract_id as id, city_id, worker_id, unit_id, vendor_id, first_day, last_day, cycle_id,
                next_contract_id, coalesce(not rates_past_period, false) as without_request, engagement, position
            from contract left join continuing_contract using (contract_id)
            where {Conditions(filter, after)} and {reach.Condition("city_id", "unit_id", "worker_id", "vendor_id")}
            order by last_day, unit_id, contract_id
            limit @size
            """,
            reach.With(new
            {
                filter.CityId,
                filter.WorkerId,
                filter.UnitId,
                filter.LastDay,
                filter.CycleId,
                AfterDay = after?.LastDay,
                AfterUnit = after?.UnitId,
                AfterContract = after?.ContractId,
                size,
            }),
            cancellation);

    /// <summary>A page of a cycle's list: those of its contracts whose workers do not go on by a next contract, by unit and contract.</summary>
    /// <param name="after">The last of the page before; null on the first page.</param>
    public Task<IReadOnlyList<ListEntry>> ListEntriesAsync(Cycle cycle, ListEntry? after, int size, CancellationToken cancellation) =>
        database.ListAsync<ListEntry>(
            $"""
            select contract_id, worker_id, unit_id from contract
            where city_id = @CityId and last_day = @LastDay and cycle_id = @Id{(after is null ? "" : " and (unit_id, contract_id) > (@afterUnit, @afterContract)")}
                and not exists (select from continuing_contract where continuing_contract.contract_id = contract.contract_id)
            order by unit_id, contract_id limit @size
            """,
            new { cycle.CityId, cycle.LastDay, cycle.Id, afterUnit = after?.UnitId, afterContract = after?.ContractId, size }, cancellation);

    public async Task<ContractCounts> CountAsync(Guid cityId, CancellationToken cancellation) =>
        (await database.FindAsync<ContractCounts>(
            $"""
            select (count(*) filter (where cycle_id is null))::int as in_force,
                   (count(*) filter (where cycle_id is not null))::int as expired,
                   (select count(*)::int from refused_contract where city_id = @cityId and {RefusedContractStore.IsListed}) as refused,
                   (select count(*)::int from withdrawn_contract where city_id = @cityId) as withdrawn
            from contract where city_id = @cityId
            """,
            new { cityId }, cancellation))!;

    /// <summary>How many contracts of each city have arrived: in force, expired, withdrawn, or refused and not stored with other terms.</summary>
    public Task<IReadOnlyList<ReceivedCount>> CountReceivedAsync(Guid[] cityIds, CancellationToken cancellation) =>
        database.ListAsync<ReceivedCount>(
            $"""
            select city_id,
                ((select count(*) from contract where contract.city_id = city.city_id)
                + (select count(*) from withdrawn_contract where withdrawn_contract.city_id = city.city_id)
                + (select count(*) from refused_contract
                   where refused_contract.city_id = city.city_id and {RefusedContractStore.StillRefused}))::int as contracts,
                statement_timestamp() as as_of
            from unnest(@cityIds) as city (city_id)
            """,
            new { cityIds }, cancellation);

    /// <summary>Those of the cities of which a contract has arrived within a time.</summary>
    public Task<IReadOnlyList<Guid>> ListReceivingAsync(Guid[] cityIds, TimeSpan within, CancellationToken cancellation) =>
        database.ListAsync<Guid>(
            """
            select city_id from unnest(@cityIds) as city (city_id)
            where exists (select from contract where contract.city_id = city.city_id and received_at > clock_timestamp() - @within)
            """,
            new { cityIds, within }, cancellation);

    /// <summary>Those of a city's contracts with these ids that are within reach, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, ContractTerms>> ListTermsAsync(Guid cityId, Guid[] contractIds, Reach reach, CancellationToken cancellation) =>
        (await database.ListAsync<ContractTerms>(TermsWithin(reach), reach.With(new { cityId, contractIds }), cancellation)).ToDictionary(contract => contract.ContractId);

    /// <summary>The same within a unit of work.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ContractTerms>> ListTermsAsync(
        UnitOfWork work, Guid cityId, Guid[] contractIds, Reach reach, CancellationToken cancellation) =>
        (await work.ListAsync<ContractTerms>(TermsWithin(reach), reach.With(new { cityId, contractIds }), cancellation)).ToDictionary(contract => contract.ContractId);

    /// <summary>The last days of what is in force of workers in a city.</summary>
    public static Task<IReadOnlyList<DateOnly>> ListLastDaysAsync(UnitOfWork work, Guid cityId, Guid[] workerIds, CancellationToken cancellation) =>
        work.ListAsync<DateOnly>(
            "select distinct last_day from contract where worker_id = any(@workerIds) and city_id = @cityId and cycle_id is null",
            new { cityId, workerIds }, cancellation);

    /// <summary>
    /// Takes back the expiries of contracts whose workers went on by one of these, and do not any more: it is withdrawn, or by its corrected
    /// days no next contract. One that is refused is one by its right terms; only its room is missing.
    /// </summary>
    /// <param name="today">In the city.</param>
    /// <param name="next">As they came; what is known of them after all decides, for it may be later.</param>
    public static async Task<IReadOnlyList<TakenBack>> ReturnContinuingAsync(
        UnitOfWork work, Guid cityId, DateOnly today, IReadOnlyCollection<RegisteredContract> next, CancellationToken cancellation)
    {
        // By the worker, for contracts have an index of that. Received anew, they wait for the next sweep: a right next contract may be coming.
        var ended = await work.ListAsync<EndedContinuing>(
            $"""
            with ended as (
                select contract_id, worker_id, unit_id, last_day, cycle_id, expiry
                from unnest(@ids, @workers) as next (next_contract_id, worker_id)
                join contract using (worker_id) join continuing_contract using (contract_id, next_contract_id)
                where city_id = @cityId and not exists (
                    select from (
                        select contract_id, first_day, last_day from contract
                        union all
                        select contract_id, first_day, last_day from refused_contract where {RefusedContractStore.StillRefused}) known
                    where known.contract_id = next_contract_id and known.first_day <= contract.last_day + 1 and known.last_day > contract.last_day)
                order by contract_id
                for update of contract),
            returned as (
                update contract set cycle_id = null, expiry = contract.expiry + 1, received_at = clock_timestamp()
                from ended where contract.contract_id = ended.contract_id)
            select * from ended
            """,
            new { cityId, ids = next.Select(contract => contract.ContractId).ToArray(), workers = next.Select(contract => contract.WorkerId).ToArray() }, cancellation);
        TakenBack[] takenBack = [.. ended.Select(contract => contract.TakenBack(today))];
        await AddReturnedAsync(work, takenBack, cancellation);
        return takenBack;
    }

    // Other terms are taken over by writing the contract anew, all of the message after all are taken out: in between two contracts of a
    // worker could share a day that they share neither before nor after. Those that have no room, as another city's correction has not
    // arrived, stay out, for their former terms are wrong, and are refused.
    private static async Task<IReadOnlyList<TakenBack>> CorrectAsync(
        UnitOfWork work, Guid cityId, DateOnly today, IReadOnlyCollection<RegisteredContract> contracts, DateTime at, CancellationToken cancellation)
    {
        var parameters = ParametersOf(cityId, contracts);
        if (contracts.Any(contract => contract.IsWithdrawn))
            await work.ExecuteAsync(
                $"""
                insert into withdrawn_contract (contract_id, city_id, worker_id, unit_id, vendor_id, first_day, last_day, revision)
                select contract_id, @cityId, worker_id, unit_id, vendor_id, first_day, last_day, revision from {Received} where is_withdrawn
                order by contract_id
                on conflict do nothing
                """,
                parameters, cancellation);
        var stored = await work.ListAsync<StoredTerms>(
            $"""
            with corrected as (
                select contract.contract_id from contract join {Received} using (contract_id)
                where (received.is_withdrawn or contract.revision < received.revision) and contract.city_id = @cityId and contract.worker_id = received.worker_id
                  and (received.is_withdrawn or (contract.unit_id, contract.vendor_id, contract.first_day, contract.last_day) is distinct from
                      (received.unit_id, received.vendor_id, received.first_day, received.last_day))
                order by contract_id
                for update of contract)
            delete from contract using corrected where contract.contract_id = corrected.contract_id
            returning contract.contract_id, worker_id, unit_id, vendor_id, first_day, last_day, revision, recorded_at, cycle_id, expiry
            """,
            parameters, cancellation);
        if (stored.Count == 0)
            return [];
        await FormerTermsStore.AddAsync(work, cityId, stored, at, cancellation);
        var corrections = Correction.Of(stored, contracts, today);
        var written = await WriteAnewAsync(work, cityId, [.. corrections.Where(correction => !correction.Received.IsWithdrawn)], at, cancellation);
        TakenBack[] takenBack = [.. corrections.Select(correction => (correction with { IsStored = written.Contains(correction.Stored.ContractId) }).TakenBack).OfType<TakenBack>()];
        await AddReturnedAsync(work, takenBack, cancellation);
        return takenBack;
    }

    // Returns those that have room.
    private static async Task<HashSet<Guid>> WriteAnewAsync(UnitOfWork work, Guid cityId, IReadOnlyList<Correction> corrections, DateTime at, CancellationToken cancellation)
    {
        var parameters = ParametersOf(cityId, [.. corrections.Select(correction => correction.Received)], at);
        parameters.Add("cycles", corrections.Select(correction => correction.CycleId).ToArray(), DbType.Object);
        parameters.Add("expiries", corrections.Select(correction => correction.Expiry).ToArray(), DbType.Object);
        var written = await work.ListAsync<Guid>(
            """
            insert into contract (contract_id, city_id, worker_id, unit_id, vendor_id, first_day, last_day, engagement, position, revision, recorded_at, cycle_id, expiry)
            select contract_id, @cityId, worker_id, unit_id, vendor_id, first_day, last_day, engagement, position, revision, @at, cycle_id, expiry
            from unnest(@ids, @workers, @units, @vendors, @firstDays, @lastDays, @engagements, @positions, @revisions, @cycles, @expiries)
                as corrected (contract_id, worker_id, unit_id, vendor_id, first_day, last_day, engagement, position, revision, cycle_id, expiry)
            on conflict do nothing
            returning contract_id
            """,
            parameters, cancellation);
        return written.ToHashSet();
    }

    private static Task AddReturnedAsync(UnitOfWork work, TakenBack[] takenBack, CancellationToken cancellation) =>
        takenBack.Length == 0 ? Task.CompletedTask : work.ExecuteAsync(
            """
            with continuing as (
                delete from continuing_contract where contract_id = any(@ids) returning contract_id, rates_past_period)
            insert into returned_contract (contract_id, expiry, cycle_id, with_request, was_continuing, is_withdrawn)
            select returned.contract_id, expiry, cycle_id, coalesce(rates_past_period, true), continuing.contract_id is not null, is_withdrawn
            from unnest(@ids, @expiries, @cycles, @withdrawn) as returned (contract_id, expiry, cycle_id, is_withdrawn)
            left join continuing using (contract_id)
            """,
            new
            {
                ids = takenBack.Select(one => one.Contract.ContractId).ToArray(),
                expiries = takenBack.Select(one => (short)one.Contract.Expiry).ToArray(),
                cycles = takenBack.Select(one => one.CycleId).ToArray(),
                withdrawn = takenBack.Select(one => one.Contract.IsWithdrawn).ToArray(),
            },
            cancellation);

    // With the same terms, as imports revise: in place. Locked in one order, as they are added.
    private static Task<int> ReviseAsync(UnitOfWork work, DynamicParameters parameters, CancellationToken cancellation) =>
        work.ExecuteAsync(
            $"""
            with earlier as (
                select contract.contract_id, received.engagement, received.position, received.revision
                from contract join {Received} using (contract_id)
                where contract.revision < received.revision
                  and (contract.city_id, contract.worker_id, contract.unit_id, contract.vendor_id, contract.first_day, contract.last_day)
                      is not distinct from
                      (@cityId, received.worker_id, received.unit_id, received.vendor_id, received.first_day, received.last_day)
                order by contract_id
                for update of contract)
            update contract set engagement = earlier.engagement, position = earlier.position, revision = earlier.revision
            from earlier where contract.contract_id = earlier.contract_id
            """,
            parameters, cancellation);

    private static string TermsWithin(Reach reach) =>
        $"""
        select contract_id, worker_id, unit_id, vendor_id, first_day, last_day from contract
        where contract_id = any(@contractIds) and city_id = @cityId and {reach.Condition("city_id", "unit_id", "worker_id")}
        """;

    private static NextContract? NextIn(NpgsqlDataReader reader) => reader.IsDBNull(4)
        ? null
        : new NextContract(
            reader.GetGuid(4), reader.GetGuid(5), reader.IsDBNull(6) ? null : reader.GetGuid(6), reader.GetFieldValue<DateOnly>(7));

    internal static DynamicParameters ParametersOf(Guid cityId, IReadOnlyCollection<RegisteredContract> contracts, DateTime? at = null)
    {
        var parameters = new DynamicParameters(new { cityId, at });
        parameters.Add("ids", contracts.Select(contract => contract.ContractId).ToArray(), DbType.Object);
        parameters.Add("workers", contracts.Select(contract => contract.WorkerId).ToArray(), DbType.Object);
        parameters.Add("units", contracts.Select(contract => contract.UnitId).ToArray(), DbType.Object);
        parameters.Add("vendors", contracts.Select(contract => contract.VendorId).ToArray(), DbType.Object);
        parameters.Add("firstDays", contracts.Select(contract => contract.FirstDay).ToArray(), DbType.Object);
        parameters.Add("lastDays", contracts.Select(contract => contract.LastDay).ToArray(), DbType.Object);
        parameters.Add("engagements", contracts.Select(contract => (short)Terms.EngagementOf(contract)).ToArray(), DbType.Object);
        parameters.Add("positions", contracts.Select(contract => contract.Position).ToArray(), DbType.Object);
        parameters.Add("revisions", contracts.Select(contract => contract.Revision).ToArray(), DbType.Object);
        parameters.Add("withdrawn", contracts.Select(contract => contract.IsWithdrawn).ToArray(), DbType.Object);
        return parameters;
    }

    // Only what is given: the planner then sees which index answers.
    private static string Conditions(ContractFilter filter, ListingKey? after)
    {
        string?[] conditions =
        [
            filter.CityId is null ? null : "city_id = @CityId",
            filter.WorkerId is null ? null : "worker_id = @WorkerId",
            filter.UnitId is null ? null : "unit_id = @UnitId",
            filter.LastDay is null ? null : "last_day = @LastDay",
            filter.CycleId is null ? null : "cycle_id = @CycleId",
            filter.Expired is null ? null : filter.Expired.Value ? "cycle_id is not null" : "cycle_id is null",
            after is null ? null : "(last_day, unit_id, contract_id) > (@AfterDay, @AfterUnit, @AfterContract)",
        ];
        return string.Join(" and ", conditions.OfType<string>());
    }
}
