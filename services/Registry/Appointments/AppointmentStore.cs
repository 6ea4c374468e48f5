using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Appointments;

/// <summary>The tables of offices and appointments.</summary>
public sealed class AppointmentStore(Database database)
{
    // An office has one superior, so from an office downwards none but the office itself is met again, where superiors form a circle.
    private const string Select =
        """
        select a.id, a.city_id, a.office as code, o.title, o.unit_id, o.superior, o.signs, a.name, a.issuer, a.subject, a.capacity,
               a.first_day, a.last_day, a.by_issuer, a.by_subject, a.by_name, a.ended_issuer, a.ended_subject, a.ended_name,
               below.units_below, below.further_units, below.further_levels
        from appointment a join office o on o.city_id = a.city_id and o.code = a.office
        cross join lateral (
            with recursive subordinate as (
                select code, unit_id, 1 as level from office where city_id = a.city_id and superior = a.office and code <> a.office
                union all
                select next.code, next.unit_id, subordinate.level + 1
                from subordinate join office next on next.city_id = a.city_id and next.superior = subordinate.code
                where next.code <> a.office)
            select coalesce(array_agg(unit_id order by unit_id) filter (where level = 1), '{}') as units_below,
                   coalesce(array_agg(unit_id order by level, unit_id) filter (where level > 1), '{}') as further_units,
                   coalesce(array_agg(level order by level, unit_id) filter (where level > 1), '{}') as further_levels
            from subordinate where unit_id is not null) below
        """;

    private const string SaveOffices =
        """
        insert into office (city_id, code, title, unit_id, superior, signs)
        select @cityId, * from unnest(@codes, @titles, @unitIds, @superiors, @signs)
        on conflict (city_id, code) do update
        set title = excluded.title, unit_id = excluded.unit_id, superior = excluded.superior, signs = excluded.signs
        """;

    // Of a and head.
    private const string HoldsNow = "a.city_id = @cityId and a.office = head.office and a.capacity = 1 and coalesce(a.first_day, @today) <= @today and coalesce(a.last_day, @today) >= @today";

    private const string Heads = "head as (select * from unnest(@ids, @offices, @names, @subjects) as head (id, office, name, subject))";

    // Who is named as before keeps the appointment, perhaps with an identity that is new; another ends it. A first head was so since ever.
    private const string AppointHeads =
        $"""
        with {Heads}, kept as (
            update appointment a
            set name = head.name, issuer = case when head.subject = '' then '' else @issuer end, subject = head.subject,
                by_issuer = case when a.subject = head.subject then a.by_issuer else @byIssuer end,
                by_subject = case when a.subject = head.subject then a.by_subject else @bySubject end,
                by_name = case when a.subject = head.subject then a.by_name else @byName end
            from head
            where {HoldsNow} and upper(a.name) = upper(head.name)
            returning a.office
        ), ended as (
            update appointment a set last_day = @today::date - 1, ended_issuer = @byIssuer, ended_subject = @bySubject, ended_name = @byName
            from head
            where {HoldsNow} and a.last_day is null and upper(a.name) <> upper(head.name)
        )
        insert into appointment (id, city_id, office, name, issuer, subject, capacity, by_issuer, by_subject, by_name, first_day)
        select head.id, @cityId, head.office, head.name, case when head.subject = '' then '' else @issuer end, head.subject, 1,
               @byIssuer, @bySubject, @byName,
               case when exists (select from appointment a where a.city_id = @cityId and a.office = head.office) then @today::date end
        from head where head.office not in (select office from kept)
        """;

    // Days that another has as well, and that no one ends by naming a head: they were given an end, or begin later.
    private const string Conflict =
        $"""
        with {Heads}
        {Select} join head on a.office = head.office
        where a.city_id = @cityId and a.capacity = 1
          and (a.first_day > @today or (upper(a.name) <> upper(head.name) and a.last_day >= @today))
          and not exists (select from appointment a where {HoldsNow} and upper(a.name) = upper(head.name))
        order by a.office, a.first_day limit 1
        """;

    public Task<IReadOnlyList<Appointment>> FindOfPersonAsync(string issuer, string subject, CancellationToken cancellation) =>
        ReadAsync(database.ListAsync<Row>($"{Select} where a.issuer = @issuer and a.subject = @subject and a.subject <> '' order by a.id", new { issuer, subject }, cancellation));

    /// <summary>Appointments of a city by office and id.</summary>
    /// <param name="validOn">Those that are valid on this day; null for all.</param>
    /// <param name="after">Office and id of the last of the page before; null on the first page.</param>
    public Task<IReadOnlyList<Appointment>> ListAsync(
        Guid cityId, DateOnly? validOn, (string Office, Guid Id)? after, int size, CancellationToken cancellation) =>
        ReadAsync(database.ListAsync<Row>(
            $"""
            {Select}
            where a.city_id = @cityId and (@afterId::uuid is null or (a.office, a.id) > (@afterOffice, @afterId))
              and (@validOn::date is null or (coalesce(a.first_day, @validOn) <= @validOn and @validOn <= coalesce(a.last_day, @validOn)))
            order by a.office, a.id
            limit @size
            """,
            new { cityId, validOn, afterOffice = after?.Office, afterId = after?.Id, size }, cancellation));

    /// <summary>Who is appointed head of these units on a day, in whichever capacity.</summary>
    public Task<IReadOnlyList<Appointment>> ListHeadsAsync(Guid cityId, Guid[] unitIds, DateOnly day, CancellationToken cancellation) =>
        ReadAsync(database.ListAsync<Row>(
            $"""
            {Select}
            where a.city_id = @cityId and o.unit_id = any(@unitIds)
              and coalesce(a.first_day, @day) <= @day and @day <= coalesce(a.last_day, @day)
            """,
            new { cityId, unitIds, day }, cancellation));

    /// <exception cref="NotFoundException">The city has no such appointment.</exception>
    public static async Task<Appointment> GetAsync(UnitOfWork work, Guid cityId, Guid id, CancellationToken cancellation) =>
        (await work.FindAsync<Row>($"{Select} where a.id = @id and a.city_id = @cityId for update of a", new { id, cityId }, cancellation))?.ToAppointment()
        ?? throw new NotFoundException("appointment", $"{id}");

    /// <summary>The IANA name of the city's zone.</summary>
    /// <exception cref="NotFoundException">No such city.</exception>
    public static async Task<string> GetZoneAsync(UnitOfWork work, Guid cityId, CancellationToken cancellation) =>
        await work.FindAsync<string>("select time_zone from city where id = @cityId", new { cityId }, cancellation) ?? throw new NotFoundException("city", $"{cityId}");

    /// <summary>Makes appointments to the office follow each other.</summary>
    /// <exception cref="NotFoundException">The city has no such office.</exception>
    public static async Task LockOfficeAsync(UnitOfWork work, Guid cityId, string office, CancellationToken cancellation)
    {
        if (await work.FindAsync<string>("select code from office where city_id = @cityId and code = @office for update", new { cityId, office }, cancellation) is null)
            throw new NotFoundException("office", office, "the city's offices are those of its units, by the unit's code, and those beside them");
    }

    /// <summary>Appointments to the same office in the same capacity that share a day.</summary>
    public static Task<IReadOnlyList<Appointment>> ListOverlapsAsync(UnitOfWork work, NewAppointment added, CancellationToken cancellation) =>
        ReadAsync(work.ListAsync<Row>(
            $"""
            {Select}
            where a.city_id = @CityId and a.office = @Office and a.capacity = @Capacity and coalesce(a.first_day <= a.last_day, true)
              and coalesce(a.last_day, 'infinity') >= @FirstDay::date and coalesce(a.first_day, '-infinity') <= coalesce(@LastDay::date, 'infinity')
            order by a.id
            """,
            added, cancellation));

    /// <returns>Its id.</returns>
    public static async Task<Guid> AddAsync(UnitOfWork work, NewAppointment added, Actor by, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            """
            insert into appointment (id, city_id, office, name, issuer, subject, capacity, first_day, last_day, by_issuer, by_subject, by_name)
            values (@id, @CityId, @Office, @Name, @Issuer, @Subject, @Capacity, @FirstDay, @LastDay, @byIssuer, @bySubject, @byName)
            """,
            new
            {
                id,
                added.CityId,
                added.Office,
                added.Name,
                added.Issuer,
                added.Subject,
                added.Capacity,
                added.FirstDay,
                added.LastDay,
                byIssuer = by.Issuer,
                bySubject = by.Subject,
                byName = by.Name,
            },
            cancellation);
        return id;
    }

    public static Task EndAsync(UnitOfWork work, Guid id, DateOnly lastDay, Actor by, CancellationToken cancellation) =>
        work.ExecuteAsync(
            "update appointment set last_day = @lastDay, ended_issuer = @Issuer, ended_subject = @Subject, ended_name = @Name where id = @id",
            new { id, lastDay, by.Issuer, by.Subject, by.Name }, cancellation);

    public static async Task<IReadOnlyList<Office>> ListOfficesAsync(UnitOfWork work, Guid cityId, CancellationToken cancellation) =>
        await work.ListAsync<Office>("select code, title, unit_id, superior, signs from office where city_id = @cityId", new { cityId }, cancellation);

    public static Task SaveOfficesAsync(UnitOfWork work, Guid cityId, IReadOnlyCollection<Office> offices, CancellationToken cancellation) => work.ExecuteAsync(
        SaveOffices,
        new
        {
            cityId,
            codes = offices.Select(office => office.Code).ToArray(),
            titles = offices.Select(office => office.Title).ToArray(),
            unitIds = offices.Select(office => office.UnitId).ToArray(),
            superiors = offices.Select(office => office.Superior).ToArray(),
            signs = offices.Select(office => office.Signs).ToArray(),
        },
        cancellation);

    /// <summary>Appoints the heads that a city's declaration names now, in place of those that it named before.</summary>
    /// <param name="issuer">Of their identities.</param>
    /// <param name="today">In the city; whom another replaces held the office through the day before.</param>
    /// <exception cref="NotReadyException">Another holds one of the offices on days from then on that do not end by this.</exception>
    public static async Task AppointHeadsAsync(
        UnitOfWork work, Guid cityId, IReadOnlyCollection<DeclaredHead> heads, string issuer, DateOnly today, Actor by, CancellationToken cancellation)
    {
        var parameters = new
        {
            cityId,
            issuer,
            today,
            ids = heads.Select(_ => Guid.CreateVersion7()).ToArray(),
            offices = heads.Select(head => head.Office).ToArray(),
            names = heads.Select(head => head.Name).ToArray(),
            subjects = heads.Select(head => head.Subject).ToArray(),
            byIssuer = by.Issuer,
            bySubject = by.Subject,
            byName = by.Name,
        };
        // As AddAppointment does: of two that appoint to one office the later sees what the earlier has committed.
        await work.ListAsync<string>("select code from office where city_id = @cityId and code = any(@offices) order by code for update", parameters, cancellation);
        if (await work.FindAsync<Row>(Conflict, parameters, cancellation) is { } other)
            throw new NotReadyException(other.ToAppointment().Conflict);
        await work.ExecuteAsync(AppointHeads, parameters, cancellation);
    }

    private static async Task<IReadOnlyList<Appointment>> ReadAsync(Task<IReadOnlyList<Row>> rows) => [.. (await rows).Select(row => row.ToAppointment())];

    private sealed record Row(
        Guid Id, Guid CityId, string Code, string Title, Guid? UnitId, string Superior, bool Signs, string Name, string Issuer, string Subject,
        Capacity Capacity, DateOnly? FirstDay, DateOnly? LastDay, string? ByIssuer, string? BySubject, string? ByName,
        string? EndedIssuer, string? EndedSubject, string? EndedName, Array UnitsBelow, Array FurtherUnits, Array FurtherLevels)
    {
        public Appointment ToAppointment() => new(
            Id, CityId, new Office(Code, Title, UnitId, Superior, Signs), Name, Issuer, Subject, Capacity, FirstDay, LastDay, [.. UnitsBelow.Cast<Guid>()],
            [.. FurtherUnits.Cast<Guid>().Zip(FurtherLevels.Cast<int>(), (unit, level) => new FurtherUnit(unit, level))],
            ByIssuer is null ? null : new Actor(ByIssuer, BySubject!, ByName!), EndedIssuer is null ? null : new Actor(EndedIssuer, EndedSubject!, EndedName!));
    }
}
