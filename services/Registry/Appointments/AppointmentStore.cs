using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Appointments;

/// <summary>The tables of offices and appointments.</summary>
public sealed class AppointmentStore(Database database)
{
    private const string Select =
        """
        select a.id, a.city_id, a.office as code, o.title, o.unit_id, o.superior, o.signs, a.name, a.issuer, a.subject, a.capacity,
               a.first_day, a.last_day,
               array(select unit_id from office below where below.city_id = a.city_id and below.superior = a.office and unit_id is not null order by unit_id) as units_below
        from appointment a join office o on o.city_id = a.city_id and o.code = a.office
        """;

    private const string SaveOffices =
        """
        insert into office (city_id, code, title, unit_id, superior, signs)
        select @cityId, * from unnest(@codes, @titles, @unitIds, @superiors, @signs)
        on conflict (city_id, code) do update
        set title = excluded.title, unit_id = excluded.unit_id, superior = excluded.superior, signs = excluded.signs
        """;

    // Who is named as before keeps the appointment, perhaps with an identity that is new; another ends it. A first head was so since ever.
    private const string AppointHeads =
        """
        with head as (
            select * from unnest(@ids, @offices, @names, @subjects) as head (id, office, name, subject)
        ), kept as (
            update appointment a set name = head.name, issuer = case when head.subject = '' then '' else @issuer end, subject = head.subject
            from head
            where a.city_id = @cityId and a.office = head.office and a.capacity = 1 and a.last_day is null and upper(a.name) = upper(head.name)
            returning a.office
        ), ended as (
            update appointment a set last_day = @today::date - 1
            from head
            where a.city_id = @cityId and a.office = head.office and a.capacity = 1 and a.last_day is null and upper(a.name) <> upper(head.name)
        )
        insert into appointment (id, city_id, office, name, issuer, subject, capacity, first_day)
        select head.id, @cityId, head.office, head.name, case when head.subject = '' then '' else @issuer end, head.subject, 1,
               case when exists (select from appointment a where a.city_id = @cityId and a.office = head.office) then @today::date end
        from head where head.office not in (select office from kept)
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
            where a.city_id = @CityId and a.office = @Office and a.capacity = @Capacity
              and coalesce(a.last_day, 'infinity') >= @FirstDay::date and coalesce(a.first_day, '-infinity') <= coalesce(@LastDay::date, 'infinity')
            order by a.id
            """,
            added, cancellation));

    /// <returns>Its id.</returns>
    public static async Task<Guid> AddAsync(UnitOfWork work, NewAppointment added, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            """
            insert into appointment (id, city_id, office, name, issuer, subject, capacity, first_day, last_day)
            values (@id, @CityId, @Office, @Name, @Issuer, @Subject, @Capacity, @FirstDay, @LastDay)
            """,
            new { id, added.CityId, added.Office, added.Name, added.Issuer, added.Subject, added.Capacity, added.FirstDay, added.LastDay }, cancellation);
        return id;
    }

    public static Task EndAsync(UnitOfWork work, Guid id, DateOnly lastDay, CancellationToken cancellation) =>
        work.ExecuteAsync("update appointment set last_day = @lastDay where id = @id", new { id, lastDay }, cancellation);

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
    public static Task AppointHeadsAsync(
        UnitOfWork work, Guid cityId, IReadOnlyCollection<DeclaredHead> heads, string issuer, DateOnly today, CancellationToken cancellation) => work.ExecuteAsync(
        AppointHeads,
        new
        {
            cityId,
            issuer,
            today,
            ids = heads.Select(_ => Guid.CreateVersion7()).ToArray(),
            offices = heads.Select(head => head.Office).ToArray(),
            names = heads.Select(head => head.Name).ToArray(),
            subjects = heads.Select(head => head.Subject).ToArray(),
        },
        cancellation);

    private static async Task<IReadOnlyList<Appointment>> ReadAsync(Task<IReadOnlyList<Row>> rows) => [.. (await rows).Select(row => row.ToAppointment())];

    private sealed record Row(
        Guid Id, Guid CityId, string Code, string Title, Guid? UnitId, string Superior, bool Signs, string Name, string Issuer, string Subject,
        Capacity Capacity, DateOnly? FirstDay, DateOnly? LastDay, Array UnitsBelow)
    {
        public Appointment ToAppointment() => new(
            Id, CityId, new Office(Code, Title, UnitId, Superior, Signs), Name, Issuer, Subject, Capacity, FirstDay, LastDay, [.. UnitsBelow.Cast<Guid>()]);
    }
}
