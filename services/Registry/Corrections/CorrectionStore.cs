using Workforce.Registry.Contracts;
using Workforce.Registry.Events;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Corrections;

/// <summary>The table of corrections, and what they read of the register; imports and corrections write that (<c>RegisterStore</c>).</summary>
public sealed class CorrectionStore(Database database)
{
    /// <exception cref="NotFoundException">There is none within reach.</exception>
    public static async Task<ContractOnRecord> GetContractAsync(UnitOfWork work, Guid contractId, Reach reach, CancellationToken cancellation) =>
        await work.FindAsync<ContractOnRecord>(
            $"""
            select period.id, worker_id, period.city_id, unit_id, unit.code as unit, vendor_id, first_day, last_day, position, monthly_wage, revision,
                withdrawn_at, paper_required
            from contract_period period join work_unit unit on unit.id = unit_id join city on city.id = period.city_id
            where period.id = @contractId and {reach.Condition("period.city_id")}
            """,
            reach.With(new { contractId }), cancellation)
        ?? throw new NotFoundException("contract", $"{contractId}");

    /// <exception cref="NotFoundException">There is none within reach.</exception>
    public static async Task<WorkerToCorrect> GetWorkerAsync(UnitOfWork work, Guid workerId, Reach reach, CancellationToken cancellation) =>
        await work.FindAsync<WorkerToCorrect>(
            $"""
            select worker.id, city_id, worker.name, nik, paper_required from worker join city on city.id = city_id
            where worker.id = @workerId and {reach.Condition("city_id")}
            """,
            reach.With(new { workerId }), cancellation)
        ?? throw new NotFoundException("worker", $"{workerId}");

    /// <exception cref="InvalidInputException">The city has no unit with the code.</exception>
    public static async Task<Guid> GetUnitAsync(UnitOfWork work, Guid cityId, string code, CancellationToken cancellation) =>
        await work.FindAsync<Guid?>("select id from work_unit where city_id = @cityId and code = @code", new { cityId, code }, cancellation)
        ?? throw new InvalidInputException("unit", code, "is the code of no work unit of the city");

    public static Task<bool> HasNikAsync(UnitOfWork work, Nik nik, CancellationToken cancellation) =>
        work.ScalarAsync<bool>("select exists (select from worker where nik = @nik)", new { nik = nik.Digits }, cancellation);

    /// <summary>A city contract of the worker that shares a day with this one; null when there is none.</summary>
    public static Task<OtherContract?> FindOverlapAsync(UnitOfWork work, ContractOnRecord contract, CancellationToken cancellation) =>
        work.FindAsync<OtherContract>(
            """
            select period.city_id, unit.name as unit, first_day, last_day
            from contract_period period join work_unit unit on unit.id = unit_id
            where worker_id = @WorkerId and vendor_id is null and withdrawn_at is null and period.id <> @Id
              and first_day <= @LastDay and last_day >= @FirstDay
            order by first_day limit 1
            """,
            new { contract.WorkerId, contract.Id, contract.FirstDay, contract.LastDay }, cancellation);

    /// <summary>The worker's contracts with the city that Contract may have by an earlier revision.</summary>
    public static async Task<IReadOnlyList<RegisteredContract>> ListRevisedAsync(UnitOfWork work, Guid cityId, Guid workerId, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<RevisedRow>(
            """
            select id, unit_id, vendor_id, first_day, last_day, engagement, position, revision, withdrawn_at is not null as is_withdrawn
            from contract_period where city_id = @cityId and worker_id = @workerId and revision > 0
            order by id
            """,
            new { cityId, workerId }, cancellation);
        return [.. rows.Select(row => new RegisteredContract(
            row.Id, workerId, row.UnitId, row.VendorId, row.FirstDay, row.LastDay, row.Engagement, row.Position, row.Revision, row.IsWithdrawn))];
    }

    public static async Task<IReadOnlyList<Correction>> AddAsync(
        UnitOfWork work, Guid cityId, Guid workerId, Guid? contractId, IReadOnlyList<FieldChange> changes, CorrectionBasis basis, Actor by, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>(
            """
            insert into correction (
                id, city_id, worker_id, contract_id, field, before, after, reason, paper_number, paper_date, by_issuer, by_subject, by_name)
            select id, @cityId, @workerId, @contractId, field, before, after, @Reason, @number, @date, @Issuer, @Subject, @Name
            from unnest(@ids, @fields, @before, @after) as change (id, field, before, after)
            returning *
            """,
            new
            {
                cityId,
                workerId,
                contractId,
                basis.Reason,
                number = basis.Paper?.Number,
                date = basis.Paper?.Date,
                by.Issuer,
                by.Subject,
                by.Name,
                ids = SequentialIds.Next(changes.Count).ToArray(),
                fields = changes.Select(change => (short)change.Field).ToArray(),
                before = changes.Select(change => change.Before).ToArray(),
                after = changes.Select(change => change.After).ToArray(),
            },
            cancellation);
        return [.. rows.Select(row => row.ToCorrection())];
    }

    /// <summary>Of a contract, of a worker, or both; the newest first.</summary>
    /// <param name="after">Id of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Correction>> ListAsync(
        Guid? contractId, Guid? workerId, Guid? after, int size, Reach reach, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"""
            select * from correction
            where (@contractId is null or contract_id = @contractId) and (@workerId is null or worker_id = @workerId)
              and (@after::uuid is null or id < @after) and {reach.Condition("city_id")}
            order by id desc
            limit @size
            """,
            reach.With(new { contractId, workerId, after, size }), cancellation);
        return [.. rows.Select(row => row.ToCorrection())];
    }

    private sealed record Row(
        Guid Id, Guid CityId, Guid WorkerId, Guid? ContractId, CorrectedField Field, string Before, string After, string Reason,
        string? PaperNumber, DateOnly? PaperDate, DateTime At, string ByIssuer, string BySubject, string ByName)
    {
        public Correction ToCorrection() => new(
            Id, CityId, WorkerId, ContractId, Field, Before, After,
            new CorrectionBasis(Reason, PaperNumber is null ? null : new Paper(PaperNumber, PaperDate!.Value)), At, new Actor(ByIssuer, BySubject, ByName));
    }

    private sealed record RevisedRow(
        Guid Id, Guid UnitId, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay, EngagementKind Engagement, string Position, int Revision, bool IsWithdrawn);
}

/// <summary>A worker whose name or NIK is to be corrected.</summary>
/// <param name="PaperRequired">For which corrections the city demands a paper: bit n of <see cref="CorrectedField"/> n.</param>
public sealed record WorkerToCorrect(Guid Id, Guid CityId, string Name, string Nik, int PaperRequired);

/// <summary>Another contract of the worker.</summary>
/// <param name="Unit">The work unit's name.</param>
public sealed record OtherContract(Guid CityId, string Unit, DateOnly FirstDay, DateOnly LastDay);
