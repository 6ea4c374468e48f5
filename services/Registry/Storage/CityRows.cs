using Dapper;
using Npgsql;
using Workforce.Registry.Cities;
using Workforce.Registry.Names;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Storage;

/// <summary>Cities, units and vendors as rows.</summary>
internal static class CityRows
{
    public const string SelectCity = "select id, code, name, time_zone as TimeZone, version from city";

    private const string SelectUnit =
        """
        select id, city_id as CityId, code, name, aliases, kind, head_id as HeadId, head_name as HeadName, head_title as HeadTitle
        from work_unit
        """;

    /// <exception cref="NotFoundException">No such city.</exception>
    public static async Task<City> RequireAsync(NpgsqlConnection connection, Guid cityId, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<City>(new CommandDefinition(
            $"{SelectCity} where id = @cityId", new { cityId }, cancellationToken: cancellation))
        ?? throw new NotFoundException("city", $"{cityId}");

    public static async Task<IReadOnlyList<WorkUnit>> UnitsAsync(
        NpgsqlConnection connection, Guid cityId, CancellationToken cancellation) =>
        await UnitsAsync(connection, "where city_id = @cityId order by code", new { cityId }, cancellation);

    public static async Task<IReadOnlyList<WorkUnit>> UnitsAsync(
        NpgsqlConnection connection, Guid cityId, Page page, CancellationToken cancellation) =>
        await UnitsAsync(
            connection, "where city_id = @cityId and (@After::text is null or code > @After) order by code limit @Size",
            new { cityId, page.After, page.Size }, cancellation);

    public static async Task<IReadOnlyList<WorkUnit>> UnitsAsync(
        NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation) =>
        await UnitsAsync(connection, "where id = any(@ids)", new { ids }, cancellation);

    public static async Task<IReadOnlyList<Vendor>> VendorsAsync(
        NpgsqlConnection connection, Guid cityId, CancellationToken cancellation) =>
        [.. await connection.QueryAsync<Vendor>(new CommandDefinition(
            "select id, name from vendor where city_id = @cityId order by name_key", new { cityId }, cancellationToken: cancellation))];

    /// <summary>The unit as the columns of its table say it.</summary>
    public static object UnitRow(WorkUnit unit) => new
    {
        id = unit.Id,
        code = unit.Code,
        name = unit.Name,
        aliases = unit.Aliases,
        kind = unit.Kind,
        head_id = unit.Head.Id,
        head_name = unit.Head.Name,
        head_title = unit.Head.Title,
    };

    /// <summary>The vendor as the columns of its table say it.</summary>
    public static object VendorRow(Vendor vendor) => new { id = vendor.Id, name = vendor.Name, name_key = Spelling.Key(vendor.Name) };

    private static async Task<IReadOnlyList<WorkUnit>> UnitsAsync(
        NpgsqlConnection connection, string which, object parameters, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<StoredUnit>(new CommandDefinition(
            $"{SelectUnit} {which}", parameters, cancellationToken: cancellation));
        return [.. rows.Select(row => row.Unit())];
    }

    private sealed record StoredUnit(
        Guid Id, Guid CityId, string Code, string Name, Array Aliases, string Kind, Guid HeadId, string HeadName, string HeadTitle)
    {
        public WorkUnit Unit() => new(Id, CityId, Code, Name, [.. Aliases.Cast<string>()], Kind, new UnitHead(HeadId, HeadName, HeadTitle));
    }
}
