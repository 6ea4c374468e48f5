using Dapper;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Quality;

/// <summary>Judges the register by statements over a whole city, and writes the table of overrides.</summary>
public sealed class QualityStore(Database database)
{
    // Of a city that has just been imported the planner expects a row or two, and would compare each with each.
    private const string WithoutNestedLoops = "set local enable_nestloop = off";

    // A worker whose latest contract is another city's is that city's to judge: details of a worker are of the latest contract.
    private const string Current =
        """
        current as materialized (
            select distinct on (c.worker_id)
                   c.id as contract_id, c.worker_id, c.unit_id, c.first_day, c.last_day, w.nik, right(w.nik, 4) as nik_last4, w.name,
                   upper(w.name) as name_key, upper(w.birth_place) as place_key, w.birth_date, w.is_female,
                   regexp_replace(regexp_replace(w.phone, '[^0-9]', '', 'g'), '^62', '0') as telephone,
                   array_remove(array[
                       case when w.thk_number is null then 'Nomor THK-II' end, case when w.birth_place is null then 'Tempat Lahir' end,
                       case when w.education is null then 'Pendidikan' end, case when w.diploma_number is null then 'Nomor Ijazah' end,
                       case when w.graduated_on is null then 'Tanggal Lulus' end, case when w.school is null then 'Asal Sekolah' end,
                       case when w.field_of_study is null then 'Bidang Ilmu' end, case when w.email is null then 'Email' end,
                       case when w.phone is null then 'Telepon' end, case when w.first_appointed_on is null then 'TMT Pertama' end,
                       case when w.bkn_category is null then 'Kategori BKN' end, case when w.niptt is null then 'NIPTT' end,
                       case when w.health_insurance_number is null then 'No BPJS Kesehatan' end,
                       case when w.employment_insurance_number is null then 'No BPJS Ketenagakerjaan' end,
                       case when c.decree_date is null then 'Tanggal SK' end, case when c.decree_education is null then 'Pendidikan SK' end,
                       case when c.signatory_position is null then 'Jabatan Penandatangan' end, case when c.monthly_wage is null then 'Gaji' end,
                       case when c.budget_code is null then 'Kode Anggaran' end, case when c.is_blud is null then 'Status BLUD' end
                   ], null) as empty_columns
            from contract_period c join worker w on w.id = c.worker_id and w.city_id = c.city_id and c.withdrawn_at is null
            where c.city_id = @CityId
            order by c.worker_id, c.last_day desc, c.first_day desc, c.id desc
        )
        """;

    // Of each test a branch, by QualityTest; those that are not asked for cost nothing.
    private const string Failing =
        $"""
        {Current}, failing as (
            select 1::smallint as test, contract_id as subject_id, null::uuid as other_id, unit_id, worker_id, null::uuid as other_worker_id,
                   'lacks ' || array_to_string(array(select title from unnest(empty_columns) title where title = any(@columns)), ', ') as detail
            from current where (@test is null or @test = 1) and empty_columns && @columns
            union all
            select 2, r.id, null, r.unit_id, null, null, 'the row was rejected without a last day'
            from reject r
            where (@test is null or @test = 2) and r.city_id = @CityId and r.settled_at is null and r.last_day is null
              and (r.nik is not null or r.name <> '')
            union all
            select 3, contract_id, null, unit_id, worker_id, null, 'ended on ' || to_char(last_day, 'YYYY-MM-DD') || ', and no later contract is registered'
            from current where (@test is null or @test = 3) and last_day < @Today
            union all
            select 4, one.worker_id, other.worker_id, one.unit_id, one.worker_id, other.worker_id, 'the same name and birth date under two NIKs'
            from current one join current other on other.birth_date = one.birth_date and other.name_key = one.name_key and other.worker_id > one.worker_id
            where @test is null or @test = 4
            union all
            select 5, worker_id, null, unit_id, worker_id, null, format('%s workers have the telephone …%s', workers, right(telephone, 4))
            from (select *, count(*) over (partition by telephone) as workers from current where length(telephone) > 5) as reached
            where (@test is null or @test = 5) and workers > @WorkersOfTelephone
            union all
            select 6, worker_id, null, unit_id, worker_id, null, 'the birth date or the sex differs from what the NIK says'
            from current
            where (@test is null or @test = 6)
              and substr(nik, 7, 6) <> to_char(extract(day from birth_date)::int + case when is_female then 40 else 0 end, 'FM00') || to_char(birth_date, 'MMYY')
            union all
            select 7, contract_id, null, unit_id, worker_id, null, format('%s years on the first day, %s on the last', from_age, to_age)
            from (select *, extract(year from age(first_day, birth_date))::int as from_age, extract(year from age(last_day, birth_date))::int as to_age from current) as aged
            where (@test is null or @test = 7) and (from_age < @YoungestAge or to_age > @OldestAge)
            union all
            select 8, unit.id, null, unit.id, null, null, 'no head is appointed today'
            from work_unit unit
            where (@test is null or @test = 8) and unit.city_id = @CityId
              and not exists (
                  select from office join appointment on appointment.city_id = office.city_id and appointment.office = office.code
                  where office.city_id = unit.city_id and office.unit_id = unit.id
                    and coalesce(appointment.first_day, @Today) <= @Today and coalesce(appointment.last_day, @Today) >= @Today)
        )
        """;

    private const string ByUnit =
        $"""
        with {Failing}
        select failing.test::smallint, failing.unit_id, other.unit_id as other_unit_id, stated.at is not null as is_overridden, count(*)::int as failures
        from failing
        left join current other on other.worker_id = failing.other_worker_id
        left join quality_override stated
            on stated.city_id = @CityId and stated.test = failing.test and stated.subject_id = failing.subject_id and stated.other_id is not distinct from failing.other_id
        group by failing.test, failing.unit_id, other.unit_id, stated.at is not null
        """;

    private const string OfTest =
        $"""
        with {Failing}
        select failing.test::smallint, failing.subject_id, failing.other_id, failing.unit_id, failing.detail,
               one.worker_id as one_id, coalesce(one.name, r.name) as one_name, coalesce(one.nik_last4, r.nik_last4) as one_nik_last4,
               coalesce(one.birth_date, r.birth_date) as one_birth_date, coalesce(one.unit_id, r.unit_id) as one_unit_id,
               coalesce(one.first_day, r.first_day) as one_first_day, one.last_day as one_last_day,
               other.name as other_name, other.nik_last4 as other_nik_last4, other.birth_date as other_birth_date, other.unit_id as other_unit_id,
               other.first_day as other_first_day, other.last_day as other_last_day,
               stated.by_issuer, stated.by_subject, stated.by_name, stated.at, stated.reason
        from failing
        left join current one on one.worker_id = failing.worker_id
        left join current other on other.worker_id = failing.other_worker_id
        left join reject r on failing.test = 2 and r.id = failing.subject_id
        left join quality_override stated
            on stated.city_id = @CityId and stated.test = failing.test and stated.subject_id = failing.subject_id and stated.other_id is not distinct from failing.other_id
        where (@unitId::uuid is null or @unitId in (failing.unit_id, other.unit_id)) and (@withOverridden or stated.at is null)
          and (@subjectId::uuid is null or (failing.subject_id = @subjectId and failing.other_id is not distinct from @otherId::uuid))
          and (@afterSubject::uuid is null
               or (failing.subject_id, coalesce(failing.other_id, '00000000-0000-0000-0000-000000000000')) > (@afterSubject, @afterOther::uuid))
        order by failing.subject_id, failing.other_id nulls first
        limit @size
        """;

    private const string Compared =
        $"""
        with {Current}
        select worker_id, name, nik, birth_date, unit_id, first_day, last_day, name_key, place_key from current
        """;

    private const string OverriddenLookAlikes =
        """
        select subject_id, other_id, by_issuer, by_subject, by_name, at, reason
        from quality_override
        where city_id = @CityId and test = 9 and other_id is not null
        """;

    /// <summary>The units of the city by code, with their rows; failures are counted elsewhere.</summary>
    public async Task<IReadOnlyList<UnitQuality>> ListUnitsAsync(Judging judging, CancellationToken cancellation)
    {
        var rows = await ReadAsync<UnitRow>(
            $"""
            with {Current}
            select unit.id, unit.code, unit.name, count(current.contract_id)::int as rows,
                   (count(current.contract_id) filter (where not current.empty_columns && @columns))::int as complete
            from work_unit unit left join current on current.unit_id = unit.id
            where unit.city_id = @CityId
            group by unit.id
            order by unit.code
            """,
            new { judging.CityId, columns = judging.Options.Columns() }, cancellation);
        return [.. rows.Select(row => new UnitQuality(row.Id, row.Code, row.Name, row.Rows, row.Complete, []))];
    }

    /// <summary>Failures of all tests but <see cref="QualityTest.LookAlike"/>.</summary>
    public Task<IReadOnlyList<CountedFailures>> CountAsync(Judging judging, CancellationToken cancellation) =>
        ReadAsync<CountedFailures>(ByUnit, Parameters(judging, null), cancellation);

    /// <summary>What fails a test, by subject and other; of <see cref="QualityTest.LookAlike"/> nothing.</summary>
    /// <param name="after">Subject and other of the last failure of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<QualityFailure>> ListAsync(
        Judging judging, FailureFilter filter, (Guid Subject, Guid Other)? after, int size, CancellationToken cancellation)
    {
        var parameters = Parameters(judging, filter);
        parameters.AddDynamicParams(new { afterSubject = after?.Subject, afterOther = after?.Other, size });
        return [.. (await ReadAsync<FailureRow>(OfTest, parameters, cancellation)).Select(row => row.ToFailure())];
    }

    /// <returns>The override; the stored one, when it is there already.</returns>
    public async Task<FailureOverride> OverrideAsync(QualityFailure failure, Guid cityId, string reason, Actor by, CancellationToken cancellation) =>
        // The update changes nothing: it returns the row that is there.
        (await database.FindAsync<OverrideRow>(
            """
            insert into quality_override (city_id, test, subject_id, other_id, reason, by_issuer, by_subject, by_name)
            values (@cityId, @test, @SubjectId, @OtherId, @reason, @Issuer, @Subject, @Name)
            on conflict (city_id, test, subject_id, other_id) do update set reason = quality_override.reason
            returning by_issuer, by_subject, by_name, at, reason
            """,
            new { cityId, test = (short)failure.Test, failure.SubjectId, failure.OtherId, reason, by.Issuer, by.Subject, by.Name },
            cancellation))!.ToOverride();

    /// <summary>All workers of the city, to be compared, with the overrides of those who look alike.</summary>
    public async Task<LookAlikes> ReadLookAlikesAsync(Judging judging, CancellationToken cancellation)
    {
        var overrides = await database.ListAsync<OverriddenPair>(OverriddenLookAlikes, new { judging.CityId }, cancellation);
        var workers = await ReadAsync<ComparedRow>(Compared, new { judging.CityId }, cancellation);
        return new LookAlikes(
            workers.Select(row => row.ToCompared()), overrides.ToDictionary(pair => (pair.SubjectId, pair.OtherId), pair => pair.ToOverride()), judging.Options);
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object parameters, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await work.ExecuteAsync(WithoutNestedLoops, null, cancellation);
        return await work.ListAsync<T>(sql, parameters, cancellation);
    }

    private static DynamicParameters Parameters(Judging judging, FailureFilter? filter)
    {
        var (options, parameters) = (judging.Options, new DynamicParameters());
        parameters.AddDynamicParams(new
        {
            judging.CityId,
            judging.Today,
            columns = options.Columns(),
            options.WorkersOfTelephone,
            options.YoungestAge,
            options.OldestAge,
            test = (short?)filter?.Test,
            unitId = filter?.UnitId,
            withOverridden = filter?.WithOverridden,
            subjectId = filter?.SubjectId,
            otherId = filter?.OtherId,
        });
        return parameters;
    }

    private static FailureOverride? OverrideOf(string? issuer, string? subject, string? name, DateTime? at, string? reason) =>
        at is { } moment ? new FailureOverride(new Actor(issuer!, subject!, name!), moment, reason!) : null;

    private sealed record UnitRow(Guid Id, string Code, string Name, int Rows, int Complete);

    private sealed record OverrideRow(string ByIssuer, string BySubject, string ByName, DateTime At, string Reason)
    {
        public FailureOverride ToOverride() => OverrideOf(ByIssuer, BySubject, ByName, At, Reason)!;
    }

    private sealed record OverriddenPair(Guid SubjectId, Guid OtherId, string ByIssuer, string BySubject, string ByName, DateTime At, string Reason)
    {
        public FailureOverride ToOverride() => OverrideOf(ByIssuer, BySubject, ByName, At, Reason)!;
    }

    private sealed record ComparedRow(
        Guid WorkerId, string Name, string Nik, DateOnly BirthDate, Guid UnitId, DateOnly FirstDay, DateOnly LastDay, string NameKey, string? PlaceKey)
    {
        public ComparedWorker ToCompared() => new(
            new JudgedWorker(WorkerId, Name, Nik[^4..], BirthDate, UnitId, FirstDay, LastDay), Workers.Nik.Stored(Nik), BirthDate, NameKey, PlaceKey);
    }

    private sealed record FailureRow(
        QualityTest Test, Guid SubjectId, Guid? OtherId, Guid? UnitId, string Detail,
        Guid? OneId, string? OneName, string? OneNikLast4, DateOnly? OneBirthDate, Guid? OneUnitId, DateOnly? OneFirstDay, DateOnly? OneLastDay,
        string? OtherName, string? OtherNikLast4, DateOnly? OtherBirthDate, Guid? OtherUnitId, DateOnly? OtherFirstDay, DateOnly? OtherLastDay,
        string? ByIssuer, string? BySubject, string? ByName, DateTime? At, string? Reason)
    {
        public QualityFailure ToFailure() => new(
            Test, SubjectId, OtherId, UnitId,
            OneName is null ? null : new JudgedWorker(OneId, OneName, OneNikLast4!, OneBirthDate, OneUnitId, OneFirstDay, OneLastDay),
            OtherName is null ? null : new JudgedWorker(OtherId, OtherName, OtherNikLast4!, OtherBirthDate, OtherUnitId, OtherFirstDay, OtherLastDay),
            Detail, null, OverrideOf(ByIssuer, BySubject, ByName, At, Reason));
    }
}
