using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Cities;

/// <summary>The table of cities.</summary>
public sealed class CityStore(Database database)
{
    internal const string Columns = "city_id as id, version, code, name, time_zone";

    /// <summary>Stores the newest version of each, whatever the order in which they arrive.</summary>
    public static Task<int> SaveAsync(UnitOfWork work, IEnumerable<City> cities, CancellationToken cancellation)
    {
        // One row each: a statement may not update a row twice. In one order, so that two transactions do not deadlock.
        var newest = cities.GroupBy(city => city.Id).Select(versions => versions.MaxBy(city => city.Version)!).OrderBy(city => city.Id).ToList();
        return work.ExecuteAsync(
            """
            insert into city (city_id, version, code, name, time_zone)
            select * from unnest(@ids, @versions, @codes, @names, @zones)
            on conflict (city_id) do update
            set version = excluded.version, code = excluded.code, name = excluded.name, time_zone = excluded.time_zone
            where city.version < excluded.version
            """,
            new
            {
                ids = newest.Select(city => city.Id).ToArray(),
                versions = newest.Select(city => city.Version).ToArray(),
                codes = newest.Select(city => city.Code).ToArray(),
                names = newest.Select(city => city.Name).ToArray(),
                zones = newest.Select(city => city.TimeZone).ToArray(),
            },
            cancellation);
    }

    /// <returns>Null while the register has not published it.</returns>
    public static Task<string?> FindZoneAsync(UnitOfWork work, Guid cityId, CancellationToken cancellation) =>
        work.FindAsync<string>("select time_zone from city where city_id = @cityId", new { cityId }, cancellation);

    /// <exception cref="NotFoundException">No such city.</exception>
    public async Task<City> GetAsync(Guid cityId, CancellationToken cancellation) =>
        await database.FindAsync<City>($"select {Columns} from city where city_id = @cityId", new { cityId }, cancellation)
        ?? throw new NotFoundException("city", $"{cityId}", "the register may not have published it yet");

    /// <summary>All that the register has published.</summary>
    public Task<IReadOnlyList<City>> ListAsync(CancellationToken cancellation) =>
        database.ListAsync<City>($"select {Columns} from city order by city_id", null, cancellation);

    /// <summary>Those of the cities that the register has published.</summary>
    public Task<IReadOnlyList<City>> ListAsync(Guid[] cityIds, CancellationToken cancellation) =>
        database.ListAsync<City>($"select {Columns} from city where city_id = any(@cityIds)", new { cityIds }, cancellation);
}
