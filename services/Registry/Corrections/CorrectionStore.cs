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
    private const string Contracts =
        """
        select period.id, worker_id, period.city_id, unit_id, unit.code as unit, vendor_id, first_day, last_day, position, monthly_wage,
            period.revision, withdrawn_at, paper_required, birth_date
        from contract_period period join worker on worker.id = worker_id join work_unit unit on unit.id = unit_id
            join city on city.id = period.city_id
        """;

    private const string Workers =
        "select worker.id, city_id, worker.name, nik, revision, paper_required from worker join city on city.id = city_id";

    /// <exception cref="NotFoundException">There is none within reach.</exception>
    public static async Task<ContractOnRecord> GetContractAsync(UnitOfWork work, Guid contractId, Reach reach, CancellationToken cancellation) =>
        await work.FindAsync<ContractOnRecord>(
            $"{Contracts} where period.id = @contractId and {reach.Condition("period.city_id")}", reach.With(new { contractId }), cancellation)
        ?? throw new NotFoundException("contract", $"{contractId}");

    /// <summary>Those of these contracts that the city has, the withdrawn ones too.</summary>
    public static async Task<Dictionary<Guid, ContractOnRecord>> ListContractsAsync(
        UnitOfWork work, Guid cityId, Guid[] contractIds, CancellationToken cancellation) =>
        (await work.ListAsync<ContractOnRecord>(
            $"{Contracts} where period.id = any(@contractIds) and period.city_id = @cityId", new { contractIds, cityId }, cancellation))
        .ToDictionary(contract => contract.Id);

    /// <exception cref="NotFoundException">There is none within reach.</exception>
    public static async Task<WorkerToCorrect> GetWorkerAsync(UnitOfWork work, Guid workerId, Reach reach, CancellationToken cancellation) =>
        await work.FindAsync<WorkerToCorrect>(
            $"{Workers} where worker.id = @workerId and {reach.Condition("city_id")}", reach.With(new { workerId }), cancellation)
        ?? throw new NotFoundException("worker", $"{workerId}");

    /// <summary>Workers of whatever city.</summary>
    public static async Task<Dictionary<Guid, WorkerToCorrect>> ListWorkersAsync(UnitOfWork work, Guid[] workerIds, CancellationToken cancellation) =>
        (await work.ListAsync<WorkerToCorrect>($"{Workers} where worker.id = any(@workerIds)", new { workerIds }, cancellation)).ToDictionary(worker => worker.Id);

    /// <exception cref="InvalidInputException">The city has no unit with the code.</exception>
    public static async Task<Guid> GetUnitAsync(UnitOfWork work, Guid cityId, string code, CancellationToken cancellation) =>
        await work.FindAsync<Guid?>("select id from work_unit where city_id = @cityId and code = @code", new { cityId, code }, cancellation)
        ?? throw new InvalidInputException("unit", code, "is the code of no work unit of the city");

    /// <summary>The codes of a city's work units by their ids.</summary>
    public async Task<Dictionary<Guid, string>> ListUnitCodesAsync(Guid cityId, CancellationToken cancellation) =>
        (await database.ListAsync<(Guid Id, string Code)>("select id, code from work_unit where city_id = @cityId", new { cityId }, cancellation))
        .ToDictionary(unit => unit.Id, unit => unit.Code);

    /// <summary>Those of these NIKs that a worker has, of whatever city.</summary>
    public static async Task<IReadOnlyList<string>> ListNiksInUseAsync(UnitOfWork work, string[] niks, CancellationToken cancellation) =>
        niks.Length == 0 ? [] : await work.ListAsync<string>("select nik from worker where nik = any(@niks)", new { niks }, cancellation);

    /// <summary>All contracts of workers that are not withdrawn, of whatever city.</summary>
    public static Task<IReadOnlyList<StandingContract>> ListStandingAsync(UnitOfWork work, Guid[] workerIds, CancellationToken cancellation) =>
        work.ListAsync<StandingContract>(
            """
            select period.id, worker_id, period.city_id, unit_id, unit.name as unit, vendor_id, first_day, last_day
            from contract_period period join work_unit unit on unit.id = unit_id
            where worker_id = any(@workerIds) and withdrawn_at is null
            order by worker_id, first_day
            """,
            new { workerIds }, cancellation);

    /// <summary>The workers' contracts with the city that Contract may have by an earlier revision.</summary>
    public static async Task<ILookup<Guid, RegisteredContract>> ListRevisedAsync(UnitOfWork work, Guid cityId, Guid[] workerIds, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<RevisedRow>(
            """
            select id, worker_id, unit_id, vendor_id, first_day, last_day, engagement, position, revision, withdrawn_at is not null as is_withdrawn
            from contract_period where city_id = @cityId and worker_id = any(@workerIds) and revision > 0
            order by id
            """,
            new { cityId, workerIds }, cancellation);
        return rows.Select(row => new RegisteredContract(
            row.Id, row.WorkerId, row.UnitId, row.VendorId, row.FirstDay, row.LastDay, row.Engagement, row.Position, row.Revision, row.IsWithdrawn))
            .ToLookup(contract => contract.WorkerId);
    }

    public static async Task<IReadOnlyList<Correction>> AddAsync(
        UnitOfWork work, Guid cityId, IReadOnlyList<NewCorrection> corrections, Actor by, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>(
            """
            insert into correction (
                id, city_id, worker_id, contract_id, field, before, after, reason, paper_number, paper_date, by_issuer, by_subject, by_name)
            select id, @cityId, worker_id, contract_id, field, before, after, reason, paper_number, paper_date, @Issuer, @Subject, @Name
            from unnest(@ids, @workers, @contracts, @fields, @before, @after, @reasons, @numbers, @dates)
                as change (id, worker_id, contract_id, field, before, after, reason, paper_number, paper_date)
            returning *
            """,
            new
            {
                cityId,
                by.Issuer,
                by.Subject,
                by.Name,
                ids = SequentialIds.Next(corrections.Count).ToArray(),
                workers = corrections.Select(correction => correction.WorkerId).ToArray(),
                contracts = corrections.Select(correction => correction.ContractId).ToArray(),
                fields = corrections.Select(correction => (short)correction.Change.Field).ToArray(),
                before = corrections.Select(correction => correction.Change.Before).ToArray(),
                after = corrections.Select(correction => correction.Change.After).ToArray(),
                reasons = corrections.Select(correction => correction.Basis.Reason).ToArray(),
                numbers = corrections.Select(correction => correction.Basis.Paper?.Number).ToArray(),
                dates = corrections.Select(correction => correction.Basis.Paper?.Date).ToArray(),
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
        Guid Id, Guid WorkerId, Guid UnitId, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay, EngagementKind Engagement, string Position, int Revision,
        bool IsWithdrawn);
}

/// <summary>A worker whose name or NIK is to be corrected.</summary>
/// <param name="Revision">How often name or NIK were changed.</param>
/// <param name="PaperRequired">For which corrections the city demands a paper: bit n of <see cref="CorrectedField"/> n.</param>
public sealed record WorkerToCorrect(Guid Id, Guid CityId, string Name, string Nik, int Revision, int PaperRequired)
{
    public WorkerIdentity Identity => new(Id, Name, Nik);

    public IReadOnlyList<FieldChange> Changes(WorkerIdentity corrected) => FieldChange.Among(
        new FieldChange(CorrectedField.Name, Name, corrected.Name), new FieldChange(CorrectedField.Nik, Nik, corrected.Nik));
}
