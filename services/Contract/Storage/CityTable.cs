using Dapper;
using Workforce.Contract.Cities;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

public sealed class CityTable(Database database)
{
    private const string Columns = "city_id as Id, version, code, name, time_zone as TimeZone";

    /// <summary>Keeps the newest version, whatever the order in which they come.</summary>
    public async Task SaveAsync(Work work, City city, CancellationToken cancellation) =>
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into city (city_id, version, code, name, time_zone) values (@Id, @Version, @Code, @Name, @TimeZone)
            on conflict (city_id) do update
            set version = excluded.version, code = excluded.code, name = excluded.name, time_zone = excluded.time_zone
            where city.version < excluded.version
            """,
            city, work.Transaction, cancellationToken: cancellation));

    public async Task<City?> FindAsync(Guid cityId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<City>(new CommandDefinition(
            $"select {Columns} from city where city_id = @cityId", new { cityId }, cancellationToken: cancellation));
    }

    /// <summary>Cities with contracts in force that end before a day, and the first day on which one does.</summary>
    public async Task<IReadOnlyList<(City City, DateOnly FirstDay)>> ListDueAsync(DateOnly before, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var cities = await connection.QueryAsync<City, DateOnly, (City, DateOnly)>(new CommandDefinition(
            $"""
            select {Columns}, first_day as FirstDay
            from city join (
                select city_id, min(last_day) as first_day from due_day where last_day < @before group by city_id) due using (city_id)
            order by code
            """,
            new { before }, cancellationToken: cancellation), (city, firstDay) => (city, firstDay), splitOn: "FirstDay");
        return cities.AsList();
    }
}
