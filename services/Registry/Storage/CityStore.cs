using System.Text.Json;
using Dapper;
using Npgsql;
using Workforce.Registry.Cache;
using Workforce.Registry.Cities;
using Workforce.Registry.Events;
using Workforce.Registry.Names;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Identity;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Brings a city to what it says of itself.</summary>
internal sealed class CityStore(Database database, ReplyCache cache)
{
    private const string NameIsUnique = "city_name_is_unique";

    /// <returns>What was changed; nothing, when the city was so already.</returns>
    /// <exception cref="InvalidInputException">The declaration cannot be, or another city has the name.</exception>
    public async Task<CityChange> ApplyAsync(CityDeclaration declaration, CancellationToken cancellation)
    {
        var declared = DeclarationCheck.Checked(declaration);
        await using var work = await database.BeginAsync(cancellation);
        try
        {
            var stored = await LockAsync(work.Connection, declared, cancellation);
            var units = await CityRows.UnitsAsync(work.Connection, stored.Id, cancellation);
            var vendors = await CityRows.VendorsAsync(work.Connection, stored.Id, cancellation);
            var change = CityChange.Between(declared, stored, units, vendors);
            if (change.Count > 0)
                await StoreAsync(work, change, cancellation);
            return change;
        }
        catch (PostgresException e) when (e.ConstraintName == NameIsUnique)
        {
            throw new InvalidInputException("name", declared.Name, "is the name of another city");
        }
    }

    /// <summary>Takes the city's row, new or not, so that two that apply at once take turns and neither is lost.</summary>
    private static async Task<City> LockAsync(NpgsqlConnection connection, CityDeclaration declared, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into city (id, code, name, name_key, time_zone, version) values (@id, @Code, @Name, @key, @TimeZone, 0)
            on conflict (code) do nothing
            """,
            new { id = Guid.CreateVersion7(), declared.Code, declared.Name, key = Spelling.Key(declared.Name), declared.TimeZone },
            cancellationToken: cancellation));
        return await connection.QuerySingleAsync<City>(new CommandDefinition(
            $"{CityRows.SelectCity} where code = @Code for update", new { declared.Code }, cancellationToken: cancellation));
    }

    private async Task StoreAsync(Work work, CityChange change, CancellationToken cancellation)
    {
        var city = change.City;
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            update city set name = @Name, name_key = @key, time_zone = @TimeZone, version = @Version where id = @Id;

            insert into work_unit (id, city_id, code, name, aliases, kind, head_id, head_name, head_title)
            select id, @Id, code, name, aliases, kind, head_id, head_name, head_title
            from jsonb_to_recordset(@units::jsonb) as unit (
                id uuid, code text, name text, aliases text[], kind text, head_id uuid, head_name text, head_title text)
            on conflict (id) do update
            set name = excluded.name, aliases = excluded.aliases, kind = excluded.kind, head_id = excluded.head_id,
                head_name = excluded.head_name, head_title = excluded.head_title;

            insert into vendor (id, city_id, name, name_key)
            select id, @Id, name, name_key
            from jsonb_to_recordset(@vendors::jsonb) as vendor (id uuid, name text, name_key text)
            on conflict (id) do update set name = excluded.name;
            """,
            new
            {
                city.Id,
                city.Name,
                key = Spelling.Key(city.Name),
                city.TimeZone,
                city.Version,
                units = Json(change.Units.Select(CityRows.UnitRow)),
                vendors = Json(change.Vendors.Select(CityRows.VendorRow)),
            },
            cancellationToken: cancellation));
        work.Announce(
            DerivedId.From("city-registered", city.Id, city.Version),
            new CityRegistered(city.Id, city.Version, city.Code, city.Name, city.TimeZone));
        await cache.WithholdAsync(CachedKind.WorkUnit, [.. change.Units.Select(unit => unit.Id)]);
        await work.CommitAsync(cancellation);
    }

    private static string Json(IEnumerable<object> rows) => JsonSerializer.Serialize(rows);
}
