using System.Text.Json;
using Npgsql;
using Workforce.Registry.Cache;
using Workforce.Registry.Directories;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Cities;

/// <summary>The tables of cities, work units and vendors.</summary>
public sealed class CityStore(Database database)
{
    private const string NameIsUnique = "city_name_is_unique";

    private const string SelectCity = "select id, code, name, time_zone, purpose_required, paper_required, version from city";

    private const string CityById = $"{SelectCity} where id = @cityId";

    private const string SelectUnit = "select id, city_id, code, name, aliases, kind, head_id, head_name, head_title, head_subject, superior from work_unit";

    private const string UnitsOfCity = $"{SelectUnit} where city_id = @cityId order by code";

    private const string VendorsOfCity = "select id, name from vendor where city_id = @cityId order by name_key";

    private const string AddCity =
        """
        insert into city (id, code, name, name_key, time_zone, version) values (@id, @Code, @Name, @key, @TimeZone, 0)
        on conflict (code) do nothing
        """;

    private const string ChangeCity =
        """
        update city set name = @Name, name_key = @key, time_zone = @TimeZone, purpose_required = @PurposeRequired, paper_required = @PaperRequired, version = @Version where id = @Id;

        insert into work_unit (id, city_id, code, name, aliases, kind, head_id, head_name, head_title, head_subject, superior)
        select id, @Id, code, name, aliases, kind, head_id, head_name, head_title, head_subject, superior
        from jsonb_to_recordset(@units::jsonb) as unit (
            id uuid, code text, name text, aliases text[], kind text, head_id uuid, head_name text, head_title text, head_subject text,
            superior text)
        on conflict (id) do update
        set name = excluded.name, aliases = excluded.aliases, kind = excluded.kind, head_id = excluded.head_id,
            head_name = excluded.head_name, head_title = excluded.head_title, head_subject = excluded.head_subject, superior = excluded.superior;

        insert into vendor (id, city_id, name, name_key)
        select id, @Id, name, name_key
        from jsonb_to_recordset(@vendors::jsonb) as vendor (id uuid, name text, name_key text)
        on conflict (id) do update set name = excluded.name;
        """;

    /// <summary>
    /// The declared city with its row locked, so that concurrent declarations of one city follow each other and none is lost. A new
    /// city gets its row here, with version 0.
    /// </summary>
    /// <exception cref="InvalidInputException">Another city has the name.</exception>
    public static async Task<City> LockAsync(UnitOfWork work, CityDeclaration declared, CancellationToken cancellation)
    {
        await RefuseTakenNameAsync(declared.Name, work.ExecuteAsync(
            AddCity,
            new { id = Guid.CreateVersion7(), declared.Code, declared.Name, key = Spelling.Key(declared.Name), declared.TimeZone },
            cancellation));
        return (await work.FindAsync<City>($"{SelectCity} where code = @Code for update", new { declared.Code }, cancellation))!;
    }

    /// <summary>All units of a city, by code.</summary>
    public static async Task<IReadOnlyList<WorkUnit>> ListUnitsAsync(UnitOfWork work, Guid cityId, CancellationToken cancellation) =>
        Units(await work.ListAsync<UnitRow>(UnitsOfCity, new { cityId }, cancellation));

    /// <summary>All vendors of a city, by name.</summary>
    public static Task<IReadOnlyList<Vendor>> ListVendorsAsync(UnitOfWork work, Guid cityId, CancellationToken cancellation) =>
        work.ListAsync<Vendor>(VendorsOfCity, new { cityId }, cancellation);

    /// <summary>Stores what has changed of a city, in one round trip.</summary>
    /// <exception cref="InvalidInputException">Another city has the name.</exception>
    public static Task ChangeAsync(UnitOfWork work, CityChange change, CancellationToken cancellation)
    {
        var city = change.City;
        return RefuseTakenNameAsync(city.Name, work.ExecuteAsync(
            ChangeCity,
            new
            {
                city.Id,
                city.Name,
                key = Spelling.Key(city.Name),
                city.TimeZone,
                city.PurposeRequired,
                city.PaperRequired,
                city.Version,
                units = JsonSerializer.Serialize(change.Units.Select(RowOf)),
                vendors = JsonSerializer.Serialize(change.Vendors.Select(RowOf)),
            },
            cancellation));
    }

    /// <param name="city">Code, name or id, whatever the letter case.</param>
    public Task<City?> FindAsync(string city, Reach reach, CancellationToken cancellation) =>
        database.FindAsync<City>(
            $"{SelectCity} where (code = lower(@city) or name_key = @key or id = @id) and {reach.PartCondition("id")} order by code = lower(@city) desc limit 1",
            reach.With(new { city, key = Spelling.Key(city), id = Guid.TryParse(city, out var id) ? id : (Guid?)null }), cancellation);

    /// <exception cref="NotFoundException">No such city.</exception>
    public async Task<City> GetAsync(Guid cityId, CancellationToken cancellation) =>
        await database.FindAsync<City>(CityById, new { cityId }, cancellation)
        ?? throw new NotFoundException("city", $"{cityId}");

    /// <summary>The city with the units and employers that names in its spreadsheet may mean, in one round trip.</summary>
    /// <exception cref="NotFoundException">No such city.</exception>
    public Task<CityNames> GetNamesAsync(Guid cityId, CancellationToken cancellation) =>
        database.ReadAsync(
            $"{CityById}; {UnitsOfCity}; {VendorsOfCity}", new { cityId },
            async results =>
            {
                var city = await results.ReadSingleOrDefaultAsync<City>() ?? throw new NotFoundException("city", $"{cityId}");
                var units = await results.ReadAsync<UnitRow>();
                return new CityNames(city, units.Select(row => row.ToUnit()), await results.ReadAsync<Vendor>());
            },
            cancellation);

    /// <summary>Cities by code.</summary>
    /// <param name="after">Code of the last city of the page before; null on the first page.</param>
    public Task<IReadOnlyList<City>> ListAsync(string? after, int size, Reach reach, CancellationToken cancellation) =>
        database.ListAsync<City>(
            $"{SelectCity} where (@after::text is null or code > @after) and {reach.PartCondition("id")} order by code limit @size",
            reach.With(new { after, size }), cancellation);

    /// <summary>Every name and code of a city, in no order.</summary>
    public Task<IReadOnlyList<string>> ListNamesAsync(Reach reach, CancellationToken cancellation) =>
        database.ListAsync<string>(
            $"select unnest(array[name, code]) from city where {reach.PartCondition("id")}", reach.With(null), cancellation);

    /// <summary>Units of a city by code.</summary>
    /// <param name="after">Code of the last unit of the page before; null on the first page.</param>
    /// <exception cref="NotFoundException">No such city.</exception>
    public async Task<IReadOnlyList<WorkUnit>> ListUnitsAsync(Guid cityId, string? after, int size, CancellationToken cancellation)
    {
        var units = Units(await database.ListAsync<UnitRow>(
            $"{SelectUnit} where city_id = @cityId and (@after::text is null or code > @after) order by code limit @size",
            new { cityId, after, size }, cancellation));
        if (units.Count == 0)
            await GetAsync(cityId, cancellation);
        return units;
    }

    /// <summary>Units by id with the version of all cities, in one round trip; unknown ids are left out.</summary>
    public Task<VersionedRead<Guid, WorkUnit>> ReadUnitsAsync(IReadOnlyCollection<Guid> ids) =>
        // The version first: the units are then of that version or a later one, never of an earlier.
        database.ReadAsync(
            $"{DirectoryStore.Version}; {SelectUnit} where id = any(@ids)", new { ids = ids.ToArray() },
            async results =>
            {
                var version = await results.ReadSingleAsync<long>();
                return new VersionedRead<Guid, WorkUnit>(version, Units([.. await results.ReadAsync<UnitRow>()]).ToDictionary(unit => unit.Id));
            },
            CancellationToken.None);

    /// <summary>Vendors by id, in no order; unknown ids are left out.</summary>
    public Task<IReadOnlyList<Vendor>> GetVendorsAsync(Guid[] ids, Reach reach, CancellationToken cancellation) =>
        database.ListAsync<Vendor>(
            $"select id, name from vendor where id = any(@ids) and {reach.PartCondition("city_id")}", reach.With(new { ids }), cancellation);

    private static async Task RefuseTakenNameAsync(string name, Task statement)
    {
        try
        {
            await statement;
        }
        catch (PostgresException e) when (e.ConstraintName == NameIsUnique)
        {
            throw new InvalidInputException("name", name, "is the name of another city");
        }
    }

    private static object RowOf(WorkUnit unit) => new
    {
        id = unit.Id,
        code = unit.Code,
        name = unit.Name,
        aliases = unit.Aliases,
        kind = unit.Kind,
        head_id = unit.Head.Id,
        head_name = unit.Head.Name,
        head_title = unit.Head.Title,
        head_subject = unit.Head.Subject,
        superior = unit.Superior,
    };

    private static object RowOf(Vendor vendor) => new { id = vendor.Id, name = vendor.Name, name_key = Spelling.Key(vendor.Name) };

    private static IReadOnlyList<WorkUnit> Units(IReadOnlyList<UnitRow> rows) => [.. rows.Select(row => row.ToUnit())];

    private sealed record UnitRow(
        Guid Id, Guid CityId, string Code, string Name, Array Aliases, string Kind, Guid HeadId, string HeadName, string HeadTitle,
        string HeadSubject, string Superior)
    {
        public WorkUnit ToUnit() => new(
            Id, CityId, Code, Name, [.. Aliases.Cast<string>()], Kind, new UnitHead(HeadId, HeadName, HeadTitle, HeadSubject), Superior);
    }
}
