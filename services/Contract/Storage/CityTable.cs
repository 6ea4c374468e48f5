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

    /// <summary>Cities with contracts that ended before a day and were not swept; the day is an upper bound for all zones.</summary>
    public async Task<IReadOnlyList<City>> ListDueAsync(DateOnly before, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var cities = await connection.QueryAsync<City>(new CommandDefinition(
            $"""
            select {Columns} from city
            where exists (select from due_day where due_day.city_id = city.city_id and due_day.last_day < @before)
            order by code
            """,
            new { before }, cancellationToken: cancellation));
        return cities.AsList();
    }
}
