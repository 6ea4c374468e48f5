using Npgsql;
using NpgsqlTypes;
using Workforce.Registry.Contracts;
using Workforce.Registry.Events;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Registry.Import;

/// <summary>The register: workers and their contracts in full, as imports read and write them.</summary>
internal static class RegisterStore
{
    // However many imports wait; the caller's deadline is the limit.
    private const int NoTimeout = 0;

    private const string LockRegister = "select pg_advisory_xact_lock(hashtext('workforce register'))";

    private const string WorkersWithContracts =
        """
        select w.id, w.nik, w.city_id, w.as_of_first_day, w.as_of_last_day, w.name, w.birth_date, w.is_female, w.thk_number,
               w.birth_place, w.education, w.diploma_number, w.graduated_on, w.school, w.field_of_study, w.email, w.phone,
               w.first_appointed_on, w.bkn_category, w.niptt, w.health_insurance_number, w.employment_insurance_number,
               c.id, c.unit_id, c.vendor_id, c.first_day, c.last_day, c.decree_number, c.decree_date, c.decree_education,
               c.position, c.signatory_position, c.monthly_wage, c.budget_code, c.engagement, c.is_blud, c.revision,
               case when c.import_id = $2 then c.import_row else named.row_number end, c.withdrawn_at
        from worker w
        left join contract_period c on c.worker_id = w.id
        left join import_named named on named.import_id = $2 and named.contract_id = c.id
        where w.nik = any($1)
        order by c.worker_id, c.first_day, c.id
        """;

    private const int FirstContractColumn = 22;

    private const string WorkerColumns =
        """
        id, nik, city_id, as_of_first_day, as_of_last_day, name, birth_date, is_female, thk_number, birth_place, education,
        diploma_number, graduated_on, school, field_of_study, email, phone, first_appointed_on, bkn_category, niptt,
        health_insurance_number, employment_insurance_number
        """;

    private const string CopyWorkers = $"copy worker ({WorkerColumns}) from stdin (format binary)";

    private const string StageWorkers = "create temp table worker_change (like worker including defaults) on commit drop";

    private const string CopyStagedWorkers = $"copy worker_change ({WorkerColumns}) from stdin (format binary)";

    private const string ChangeWorkers =
        """
        update worker
        set city_id = c.city_id, as_of_first_day = c.as_of_first_day, as_of_last_day = c.as_of_last_day, name = c.name,
            birth_date = c.birth_date, is_female = c.is_female, thk_number = c.thk_number, birth_place = c.birth_place,
            education = c.education, diploma_number = c.diploma_number, graduated_on = c.graduated_on, school = c.school,
            field_of_study = c.field_of_study, email = c.email, phone = c.phone, first_appointed_on = c.first_appointed_on,
            bkn_category = c.bkn_category, niptt = c.niptt, health_insurance_number = c.health_insurance_number,
            employment_insurance_number = c.employment_insurance_number,
            revision = worker.revision + (c.name <> worker.name)::int
        from worker_change c
        where c.id = worker.id
        """;

    private const string ContractColumns =
        """
        id, worker_id, city_id, unit_id, vendor_id, first_day, last_day, decree_number, decree_date, decree_education, position,
        signatory_position, monthly_wage, budget_code, engagement, is_blud, revision, import_id, import_row
        """;

    private const string CopyContracts = $"copy contract_period ({ContractColumns}) from stdin (format binary)";

    private const string StageContracts = "create temp table contract_change (like contract_period) on commit drop";

    private const string CopyStagedContracts = $"copy contract_change ({ContractColumns}) from stdin (format binary)";

    // Terms never change, and a contract keeps the import and the row that added it.
    private const string ChangeContracts =
        """
        update contract_period
        set decree_number = c.decree_number, decree_date = c.decree_date, decree_education = c.decree_education,
            position = c.position, signatory_position = c.signatory_position, monthly_wage = c.monthly_wage,
            budget_code = c.budget_code, engagement = c.engagement, is_blud = c.is_blud, revision = c.revision
        from contract_change c
        where c.id = contract_period.id
        """;

    /// <summary>
    /// Locks the register until the transaction ends. Chunks follow each other, whatever file they are of: what is read about a worker
    /// still holds when it is written, and two imports of one file find each other's rows instead of failing on them.
    /// </summary>
    public static async Task LockAsync(UnitOfWork work, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(LockRegister, work.Connection, work.Transaction) { CommandTimeout = NoTimeout };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The stored workers with these NIKs and all their contracts, in one round trip.</summary>
    /// <param name="import">Its rows are those by which a contract counts as a duplicate.</param>
    public static async Task<Dictionary<Nik, WorkerRecord>> ListAsync(
        UnitOfWork work, RunningImport import, IEnumerable<Nik> niks, CancellationToken cancellation)
    {
        var digits = niks.Select(nik => nik.Digits).Distinct().ToArray();
        await using var command = new NpgsqlCommand(WorkersWithContracts, work.Connection, work.Transaction)
        {
            Parameters = { Digits(digits), new() { Value = import.Id } },
        };
        var workers = new Dictionary<Nik, WorkerRecord>(digits.Length);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            Add(workers, reader);
        return workers;
    }

    /// <summary>City and unit of contracts, as a reader knows them: <c>Kota Kupang, Bagian Umum</c>.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> PlacesAsync(
        UnitOfWork work, Guid cityId, IEnumerable<Guid> contractIds, CancellationToken cancellation)
    {
        var places = await work.ListAsync<(Guid Id, string City, string Unit)>(
            """
            select period.id, city.name, unit.name
            from contract_period period join city on city.id = period.city_id join work_unit unit on unit.id = period.unit_id
            where period.id = any(@ids) and period.city_id = @cityId
            """,
            new { cityId, ids = contractIds.Distinct().ToArray() }, cancellation);
        return places.ToDictionary(place => place.Id, place => $"{place.City}, {place.Unit}");
    }

    /// <summary>Adds and changes workers and contracts.</summary>
    public static async Task WriteAsync(UnitOfWork work, RunningImport import, MergedChunk merged, CancellationToken cancellation)
    {
        await work.CopyAsync(CopyWorkers, merged.WorkersIn(RecordState.Added), Write, cancellation);
        await ChangeAsync(work, merged.WorkersIn(RecordState.Changed), cancellation);
        await work.CopyAsync(
            CopyContracts, merged.ContractsIn(RecordState.Added), (copy, contract) => Write(copy, import, contract), cancellation);
        await ChangeAsync(work, import, merged.ContractsIn(RecordState.Changed), cancellation);
    }

    /// <summary>Writes contracts as corrected.</summary>
    public static Task CorrectAsync(UnitOfWork work, IReadOnlyCollection<ContractOnRecord> contracts, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            update contract_period period
            set unit_id = corrected.unit_id, first_day = corrected.first_day, last_day = corrected.last_day, position = corrected.position,
                monthly_wage = corrected.monthly_wage, revision = corrected.revision,
                withdrawn_at = case when corrected.is_withdrawn then coalesce(period.withdrawn_at, clock_timestamp()) end
            from unnest(@ids, @units, @firstDays, @lastDays, @positions, @wages, @revisions, @withdrawn)
                as corrected (id, unit_id, first_day, last_day, position, monthly_wage, revision, is_withdrawn)
            where period.id = corrected.id
            """,
            new
            {
                ids = contracts.Select(contract => contract.Id).ToArray(),
                units = contracts.Select(contract => contract.UnitId).ToArray(),
                firstDays = contracts.Select(contract => contract.FirstDay).ToArray(),
                lastDays = contracts.Select(contract => contract.LastDay).ToArray(),
                positions = contracts.Select(contract => contract.Position).ToArray(),
                wages = contracts.Select(contract => contract.MonthlyWage).ToArray(),
                revisions = contracts.Select(contract => contract.Revision).ToArray(),
                withdrawn = contracts.Select(contract => contract.IsWithdrawn).ToArray(),
            },
            cancellation);

    /// <summary>
    /// Makes workers those of the city of their latest contract, once contracts of theirs are corrected or withdrawn. Who has none any more
    /// stays, and the details stay those that the last file said.
    /// </summary>
    public static Task FollowLatestAsync(UnitOfWork work, IEnumerable<Guid> workerIds, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            with latest as (
                select distinct on (worker_id) worker_id, period.city_id, first_day, last_day
                from contract_period period join worker on worker.id = worker_id
                where worker_id = any(@workers) and withdrawn_at is null
                order by worker_id, last_day desc, first_day desc, (period.city_id = worker.city_id) desc, period.id)
            update worker set city_id = latest.city_id, as_of_first_day = latest.first_day, as_of_last_day = latest.last_day
            from latest
            where id = latest.worker_id
              and (worker.city_id, as_of_first_day, as_of_last_day) is distinct from (latest.city_id, latest.first_day, latest.last_day)
            """,
            new { workers = workerIds.Distinct().ToArray() }, cancellation);

    /// <summary>Writes names and NIKs as corrected.</summary>
    public static Task CorrectAsync(UnitOfWork work, IReadOnlyCollection<WorkerIdentity> workers, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            update worker set name = corrected.name, nik = corrected.nik, revision = revision + 1
            from unnest(@ids, @names, @niks) as corrected (id, name, nik)
            where worker.id = corrected.id
            """,
            new
            {
                ids = workers.Select(worker => worker.Id).ToArray(),
                names = workers.Select(worker => worker.Name).ToArray(),
                niks = workers.Select(worker => worker.Nik).ToArray(),
            },
            cancellation);

    private static async Task ChangeAsync(UnitOfWork work, IReadOnlyList<WorkerRecord> workers, CancellationToken cancellation)
    {
        if (workers.Count == 0)
            return;
        await work.ExecuteAsync(StageWorkers, null, cancellation);
        await work.CopyAsync(CopyStagedWorkers, workers, Write, cancellation);
        await work.ExecuteAsync(ChangeWorkers, null, cancellation);
    }

    private static async Task ChangeAsync(
        UnitOfWork work, RunningImport import, IReadOnlyList<ContractRecord> contracts, CancellationToken cancellation)
    {
        if (contracts.Count == 0)
            return;
        await work.ExecuteAsync(StageContracts, null, cancellation);
        await work.CopyAsync(CopyStagedContracts, contracts, (copy, contract) => Write(copy, import, contract), cancellation);
        await work.ExecuteAsync(ChangeContracts, null, cancellation);
    }

    private static void Write(CopyRows copy, WorkerRecord worker)
    {
        var details = worker.Details;
        copy.Id(worker.Id);
        copy.Text(worker.Nik.Digits);
        copy.Id(worker.CityId);
        copy.Day(worker.AsOf.FirstDay);
        copy.Day(worker.AsOf.LastDay);
        copy.Text(details.Name);
        copy.Day(details.BirthDate);
        copy.Flag(details.Sex is Sex.Female);
        copy.Text(details.ThkNumber);
        copy.Text(details.BirthPlace);
        copy.Text(details.Education);
        copy.Text(details.DiplomaNumber);
        copy.Day(details.GraduatedOn);
        copy.Text(details.School);
        copy.Text(details.FieldOfStudy);
        copy.Text(details.Email);
        copy.Text(details.Phone);
        copy.Day(details.FirstAppointedOn);
        copy.Small((short?)details.BknCategory);
        copy.Text(details.Niptt);
        copy.Text(details.HealthInsuranceNumber);
        copy.Text(details.EmploymentInsuranceNumber);
    }

    private static void Write(CopyRows copy, RunningImport import, ContractRecord contract)
    {
        var (terms, details) = (contract.Terms, contract.Details);
        copy.Id(contract.Id);
        copy.Id(contract.WorkerId);
        copy.Id(import.CityId);
        copy.Id(terms.UnitId);
        copy.Id(terms.VendorId);
        copy.Day(terms.Period.FirstDay);
        copy.Day(terms.Period.LastDay);
        copy.Text(details.DecreeNumber);
        copy.Day(details.DecreeDate);
        copy.Text(details.DecreeEducation);
        copy.Text(details.Position);
        copy.Text(details.SignatoryPosition);
        copy.Amount(details.MonthlyWage);
        copy.Text(details.BudgetCode);
        copy.Small((short)details.Engagement);
        copy.Flag(details.IsBlud);
        copy.Number(contract.Revision);
        copy.Id(import.Id);
        copy.Number(contract.Row ?? 0);
    }

    private static void Add(Dictionary<Nik, WorkerRecord> workers, NpgsqlDataReader row)
    {
        var nik = Nik.Stored(row.GetString(1));
        if (!workers.TryGetValue(nik, out var worker))
            workers.Add(nik, worker = ReadWorker(row, nik));
        if (!row.IsDBNull(FirstContractColumn))
            worker.Contracts.Add(ReadContract(row, worker.Id));
    }

    private static WorkerRecord ReadWorker(NpgsqlDataReader row, Nik nik) => new(
        row.GetGuid(0), nik, row.GetGuid(2),
        new WorkerDetails(
            row.GetString(5), Day(row, 6), row.GetBoolean(7) ? Sex.Female : Sex.Male, Text(row, 8), Text(row, 9), Text(row, 10),
            Text(row, 11), OptionalDay(row, 12), Text(row, 13), Text(row, 14), Text(row, 15), Text(row, 16),
            OptionalDay(row, 17), row.IsDBNull(18) ? null : (BknCategory)row.GetInt16(18), Text(row, 19), Text(row, 20), Text(row, 21)),
        new Period(Day(row, 3), Day(row, 4)), RecordState.Stored);

    private static ContractRecord ReadContract(NpgsqlDataReader row, Guid workerId) => new(
        row.GetGuid(22), workerId,
        new ContractTerms(row.GetGuid(23), row.IsDBNull(24) ? null : row.GetGuid(24), new Period(Day(row, 25), Day(row, 26))),
        new ContractDetails(
            row.GetString(27), OptionalDay(row, 28), Text(row, 29), row.GetString(30), Text(row, 31),
            row.IsDBNull(32) ? null : row.GetInt64(32), Text(row, 33),
            (EngagementKind)row.GetInt16(34), row.IsDBNull(35) ? null : row.GetBoolean(35)),
        row.GetInt32(36), row.IsDBNull(37) ? null : row.GetInt32(37), RecordState.Stored)
    {
        WithdrawnAt = row.IsDBNull(38) ? null : row.GetDateTime(38),
    };

    private static NpgsqlParameter Digits(string[] digits) => new() { Value = digits, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static DateOnly Day(NpgsqlDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    private static DateOnly? OptionalDay(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Day(row, column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
