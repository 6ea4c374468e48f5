using System.Text.Json;
using Workforce.Registry.Contracts;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Rejects;

/// <summary>The table of rejects. A settled one stays, with how and by whom.</summary>
public sealed class RejectStore(Database database)
{
    // Of a row that is rejected again only why is new. What an import had right is then evidently not, and open again; what was dismissed stays so.
    private const string Keep =
        """
        insert into reject (
            id, city_id, content_id, kind, import_id, row_number, nik, nik_last4, name, birth_date, unit, unit_id, first_day, last_day,
            decree_number, decree_date, position, findings, contract_id, doubts_nik, doubts_unit, doubts_first_day)
        select id, @cityId, content_id, kind, @importId, row_number, nik, nik_last4, name, birth_date, unit, unit_id, first_day, last_day,
               decree_number, decree_date, position, findings::jsonb, contract_id, doubts & @Nik > 0, doubts & @Unit > 0, doubts & @FirstDay > 0
        from unnest(
            @ids, @contentIds, @kinds, @rows, @niks, @nikLastFours, @names, @birthDates, @units, @unitIds, @firstDays, @lastDays,
            @decreeNumbers, @decreeDates, @positions, @findings, @contractIds, @doubts)
            as kept (id, content_id, kind, row_number, nik, nik_last4, name, birth_date, unit, unit_id, first_day, last_day,
                     decree_number, decree_date, position, findings, contract_id, doubts)
        on conflict (city_id, content_id) do update
        set kind = excluded.kind, import_id = excluded.import_id, row_number = excluded.row_number, nik = excluded.nik, unit_id = excluded.unit_id,
            findings = excluded.findings, contract_id = excluded.contract_id, doubts_nik = excluded.doubts_nik,
            doubts_unit = excluded.doubts_unit, doubts_first_day = excluded.doubts_first_day, settled_at = null, settlement = null,
            settled_by_contract_id = null, settled_issuer = null, settled_subject = null, settled_name = null
        where reject.settlement is distinct from @Dismissed
        """;

    private const string HasOpen = "select exists (select from reject where city_id = @cityId and settled_at is null)";

    // By RejectDoubts, and never by the file that is being rejected. Of the contracts that it names again only the first day counts: their decree
    // may well have a row more. The contract for which a row was rejected could have its unit and days only by a correction. Each contract looks
    // its rejects up by one of the three indexes: a union of parts with conditions is planned by itself, once for each contract, whatever the
    // planner expects of a city that has just been imported.
    private static readonly string SettleImported =
        $"""
        with named as (
            select c.id, c.unit_id, c.first_day, c.last_day, c.decree_number, w.nik, w.birth_date, of_file.is_added,
                array(select upper(w.name) union select upper(before) from correction where worker_id = w.id and field = {(short)CorrectedField.Name}) as names
            from unnest(@contractIds, @areAdded) as of_file (id, is_added)
            join contract_period c on c.id = of_file.id
            join worker w on w.id = c.worker_id
        ), right_now as (
            select r.id, named.id as contract_id
            from named cross join lateral (
                select * from reject
                where city_id = @cityId and nik = named.nik and settlement is null and not doubts_nik
                union all
                select * from reject
                where city_id = @cityId and birth_date = named.birth_date and upper(name) = any(named.names) and settlement is null and doubts_nik
                union all
                select * from reject where contract_id = named.id and settlement is null) as r
            where r.import_id <> @importId and case
                when r.contract_id is distinct from named.id then
                    (r.kind <> {(short)RejectKind.Outdated} or r.contract_id is null) and (r.doubts_unit or named.unit_id = r.unit_id)
                    and (named.first_day = r.first_day or (r.doubts_first_day and named.is_added and named.decree_number = r.decree_number))
                when r.kind in ({(short)RejectKind.Overlap}, {(short)RejectKind.DoubleEmployment}) then
                    (named.unit_id, named.first_day, named.last_day) = (r.unit_id, r.first_day, r.last_day)
                else r.kind = {(short)RejectKind.Outdated} end
        )
        update reject
        set settled_at = clock_timestamp(), settlement = @Imported, settled_by_contract_id = done.contract_id,
            settled_issuer = import.by_issuer, settled_subject = import.by_subject, settled_name = import.by_name
        from (select distinct on (id) id, contract_id from right_now order by id, contract_id) as done, import
        where reject.id = done.id and import.id = @importId
        """;

    // The worker is looked up by the NIK, as far as the city may know: no one else's.
    private static string OfCity(bool isSettled) =>
        $"""
        select r.id, r.kind, r.import_id, r.row_number, r.nik_last4, r.name, r.unit, r.unit_id, r.first_day, r.last_day, r.decree_number,
               r.decree_date, r.position, r.findings::text as findings,
               c.id as contract_id, c.unit_id as contract_unit_id, unit.name as contract_unit, c.first_day as contract_first_day,
               c.last_day as contract_last_day, c.decree_number as contract_decree_number, c.decree_date as contract_decree_date,
               c.position as contract_position, w.id as worker_id, r.settlement, r.settled_at, r.settled_issuer, r.settled_subject, r.settled_name,
               r.settled_reason, r.settled_by_contract_id
        from reject r
        left join contract_period c on c.id = r.contract_id and c.city_id = r.city_id and c.withdrawn_at is null
        left join work_unit unit on unit.id = c.unit_id
        left join worker w on w.nik = r.nik and (w.city_id = r.city_id or exists (
            select from contract_period own where own.worker_id = w.id and own.city_id = r.city_id))
        where r.city_id = @CityId and r.settled_at is {(isSettled ? "not null" : "null")} and (@after::uuid is null or r.id > @after)
          and (@UnitId::uuid is null or @UnitId in (r.unit_id, c.unit_id)) and (@kind::smallint is null or r.kind = @kind)
        order by r.id
        limit @size
        """;

    /// <summary>Keeps the rows that a chunk of an import rejects, each once.</summary>
    public static async Task KeepAsync(UnitOfWork work, Guid importId, Guid cityId, IReadOnlyList<RejectedRow> rejected, CancellationToken cancellation)
    {
        if (rejected.Count == 0)
            return;
        RejectedRow[] rows = [.. rejected.DistinctBy(row => row.ContentId)];
        T[] Each<T>(Func<RejectedRow, T> read) => Array.ConvertAll(rows, row => read(row));
        await work.ExecuteAsync(
            Keep,
            new
            {
                cityId,
                importId,
                Dismissed = (short)RejectSettlement.Dismissed,
                Nik = (int)RejectDoubts.Nik,
                Unit = (int)RejectDoubts.Unit,
                FirstDay = (int)RejectDoubts.FirstDay,
                ids = SequentialIds.Next(rows.Length),
                contentIds = Each(row => row.ContentId),
                kinds = Each(row => (short)row.Kind),
                rows = Each(row => row.Row),
                niks = Each(row => row.Nik?.Digits),
                nikLastFours = Each(row => row.NikLastFour),
                names = Each(row => row.Name),
                birthDates = Each(row => row.BirthDate),
                units = Each(row => row.Unit),
                unitIds = Each(row => row.UnitId),
                firstDays = Each(row => row.FirstDay),
                lastDays = Each(row => row.LastDay),
                decreeNumbers = Each(row => row.DecreeNumber),
                decreeDates = Each(row => row.DecreeDate),
                positions = Each(row => row.Position),
                findings = Each(row => JsonSerializer.Serialize(row.Findings)),
                contractIds = Each(row => row.ContractId),
                doubts = Each(row => (int)row.Doubts),
            },
            cancellation);
    }

    /// <summary>Settles the open rejects of a city that these contracts of its file have right (<see cref="RejectDoubts"/>).</summary>
    /// <param name="contracts">Each with whether this import adds it.</param>
    public static async Task SettleAsync(
        UnitOfWork work, Guid importId, Guid cityId, IReadOnlyList<(Guid Id, bool IsAdded)> contracts, CancellationToken cancellation)
    {
        if (contracts.Count == 0 || !await work.ScalarAsync<bool>(HasOpen, new { cityId }, cancellation))
            return;
        await work.ExecuteAsync(
            SettleImported,
            new
            {
                importId,
                cityId,
                contractIds = contracts.Select(contract => contract.Id).ToArray(),
                areAdded = contracts.Select(contract => contract.IsAdded).ToArray(),
                Imported = (short)RejectSettlement.Imported,
            },
            cancellation);
    }

    /// <summary>The open, or the settled, rejects of a city by id, which is the order in which they were first rejected.</summary>
    /// <param name="after">Id of the last one of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Reject>> ListAsync(RejectFilter filter, Guid? after, int size, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            OfCity(filter.IsSettled), new { filter.CityId, filter.UnitId, kind = (short?)filter.Kind, after, size }, cancellation);
        return [.. rows.Select(row => row.ToReject())];
    }

    /// <returns>When it was settled; null when no open reject within reach has the id.</returns>
    public Task<DateTime?> DismissAsync(Guid id, string reason, Reach reach, Actor by, CancellationToken cancellation) =>
        database.FindAsync<DateTime?>(
            $"""
            update reject
            set settled_at = clock_timestamp(), settlement = @Dismissed, settled_reason = @reason,
                settled_issuer = @Issuer, settled_subject = @Subject, settled_name = @Name
            where id = @id and settled_at is null and {reach.Condition("city_id")}
            returning settled_at
            """,
            reach.With(new { id, reason, Dismissed = (short)RejectSettlement.Dismissed, by.Issuer, by.Subject, by.Name }), cancellation);

    private sealed record Row(
        Guid Id, RejectKind Kind, Guid ImportId, int RowNumber, string NikLast4, string Name, string Unit, Guid? UnitId, DateOnly? FirstDay,
        DateOnly? LastDay, string DecreeNumber, DateOnly? DecreeDate, string Position, string Findings,
        Guid? ContractId, Guid? ContractUnitId, string? ContractUnit, DateOnly? ContractFirstDay, DateOnly? ContractLastDay,
        string? ContractDecreeNumber, DateOnly? ContractDecreeDate, string? ContractPosition, Guid? WorkerId, RejectSettlement? Settlement,
        DateTime? SettledAt, string? SettledIssuer, string? SettledSubject, string? SettledName, string? SettledReason, Guid? SettledByContractId)
    {
        public Reject ToReject() => new(
            Id, Kind, ImportId, RowNumber, NikLast4, Name, Unit, UnitId, FirstDay, LastDay, DecreeNumber, DecreeDate, Position,
            JsonSerializer.Deserialize<RejectFinding[]>(Findings)!, Beside())
        {
            WorkerId = WorkerId,
            Settled = Settlement is { } how
                ? new SettledReject(how, SettledAt!.Value, new Actor(SettledIssuer!, SettledSubject!, SettledName!), SettledReason ?? "", SettledByContractId)
                : null,
        };

        private ContractBeside? Beside() => ContractId is { } id
            ? new ContractBeside(
                id, ContractUnitId!.Value, ContractUnit!, new Period(ContractFirstDay!.Value, ContractLastDay!.Value),
                ContractDecreeNumber!, ContractDecreeDate, ContractPosition!)
            : null;
    }
}
