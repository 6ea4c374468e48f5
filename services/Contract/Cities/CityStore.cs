using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Cities;

/// <summary>The table of cities.</summary>
public sealed class CityStore(Database database)
{
    private const string Columns = "city_id as id, version, code, name, time_zone";

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

    public Task<City?> FindAsync(Guid cityId, CancellationToken cancellation) =>
        database.FindAsync<City>($"select {Columns} from city where city_id = @cityId", new { cityId }, cancellation);

    /// <summary>Cities with contracts in force that end before a day, and the first day on which one does.</summary>
    public async Task<IReadOnlyList<(City City, DateOnly FirstDay)>> ListDueAsync(DateOnly before, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<DueRow>(
            $"""
            select {Columns}, first_day
            from city join (
                select city_id, min(last_day) as first_day from due_day where last_day < @before group by city_id) due using (city_id)
            order by code
            """,
            new { before }, cancellation);
        return [.. rows.Select(row => (new City(row.Id, row.Version, row.Code, row.Name, row.TimeZone), row.FirstDay))];
    }

    private sealed record DueRow(Guid Id, long Version, string Code, string Name, string TimeZone, DateOnly FirstDay);
}
