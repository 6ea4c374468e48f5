using Dapper;
using Workforce.Registry.Cities;
using Workforce.Registry.Names;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Reads cities and their units.</summary>
internal sealed class CityListing(Database database)
{
    /// <param name="city">Code, name or id, whatever the letter case.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="NotFoundException">There is none; says what comes nearest.</exception>
    public async Task<City> FindAsync(string city, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var found = await connection.QueryFirstOrDefaultAsync<City>(new CommandDefinition(
            $"{CityRows.SelectCity} where code = lower(@city) or name_key = @key or id = @id order by code = lower(@city) desc limit 1",
            new { city, key = Spelling.Key(city), id = Guid.TryParse(city, out var id) ? id : (Guid?)null }, cancellationToken: cancellation));
        if (found is not null)
            return found;
        var names = await connection.QueryAsync<string>(new CommandDefinition(
            "select name from city union all select code from city", cancellationToken: cancellation));
        throw new NotFoundException("city", city, NearestNames.Hint(city, names));
    }

    /// <summary>The city with all that names in its spreadsheet may mean.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<CityNames> NamesAsync(Guid cityId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var city = await CityRows.RequireAsync(connection, cityId, cancellation);
        return new CityNames(
            city, await CityRows.UnitsAsync(connection, cityId, cancellation), await CityRows.VendorsAsync(connection, cityId, cancellation));
    }

    /// <summary>Cities by code.</summary>
    public async Task<IReadOnlyList<City>> PageAsync(Page page, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<City>(new CommandDefinition(
            $"{CityRows.SelectCity} where @After::text is null or code > @After order by code limit @Size",
            new { page.After, page.Size }, cancellationToken: cancellation))];
    }

    /// <summary>Units of a city by code.</summary>
    /// <exception cref="NotFoundException">No such city.</exception>
    public async Task<IReadOnlyList<WorkUnit>> UnitsAsync(Guid cityId, Page page, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var units = await CityRows.UnitsAsync(connection, cityId, page, cancellation);
        if (units.Count == 0)
            await CityRows.RequireAsync(connection, cityId, cancellation);
        return units;
    }

    /// <summary>Units by id; ids that are not known are left out.</summary>
    public async Task<IReadOnlyList<WorkUnit>> UnitsAsync(Guid[] ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await CityRows.UnitsAsync(connection, ids, cancellation);
    }
}
