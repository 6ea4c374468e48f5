using Dapper;

namespace Workforce.ServiceDefaults.Access;

/// <summary>
/// What of the stored a call may see or change: what the roles reach that the RPC allows. Statements take it as a condition
/// (<see cref="Condition"/>), so that what is out of reach is not found.
/// </summary>
/// <param name="EveryCity">All there is.</param>
/// <param name="Cities">All of these cities.</param>
/// <param name="Units">Of these work units only.</param>
/// <param name="Workers">Of these workers only.</param>
/// <param name="Vendors">Of these vendors only.</param>
/// <param name="PartCities">Cities in which anything at all is reached: for what is known of a city to all its people, such as its units' names.</param>
public sealed record Reach(bool EveryCity, Guid[] Cities, Guid[] Units, Guid[] Workers, Guid[] Vendors, Guid[] PartCities)
{
    /// <summary>Of who holds a role for every city, and of a service's own reads, for itself.</summary>
    public static readonly Reach Everything = new(true, [], [], [], [], []);

    public static Reach Of(IReadOnlyCollection<Grant> grants) => grants.Any(grant => grant is { EveryCity: true, IsWide: true }) ? Everything : new(
        false,
        Ids(grants.Where(grant => grant.IsWide), grant => grant.CityId),
        Ids(grants, grant => grant.UnitId),
        Ids(grants, grant => grant.WorkerId),
        Ids(grants, grant => grant.VendorId),
        Ids(grants, grant => grant.CityId));

    /// <summary>
    /// A row is reached that fulfils this condition, whose parameters <see cref="With"/> adds. Columns that a table lacks are left out. Who
    /// reaches everything has a statement without a condition, and its plan.
    /// </summary>
    public string Condition(string city, string? unit = null, string? worker = null, string? vendor = null) => EveryCity
        ? "true"
        : $"({city} = any(@reachedCities){Part(unit, "reachedUnits")}{Part(worker, "reachedWorkers")}{Part(vendor, "reachedVendors")})";

    /// <summary>The same for what is known of a city to all its people.</summary>
    public string PartCondition(string city) => EveryCity ? "true" : $"{city} = any(@reachedPartCities)";

    /// <summary>A statement's parameters, and those of its condition.</summary>
    public object With(object? parameters)
    {
        var all = new DynamicParameters(parameters);
        all.AddDynamicParams(new
        {
            reachedCities = Cities,
            reachedUnits = Units,
            reachedWorkers = Workers,
            reachedVendors = Vendors,
            reachedPartCities = PartCities,
        });
        return all;
    }

    /// <summary>Whether all of the city is reached.</summary>
    public bool HasAllOf(Guid cityId) => EveryCity || Cities.Contains(cityId);

    /// <summary>Whether anything of the city is reached.</summary>
    public bool HasPartOf(Guid cityId) => EveryCity || PartCities.Contains(cityId);

    private static string Part(string? column, string parameter) => column is null ? "" : $" or {column} = any(@{parameter})";

    private static Guid[] Ids(IEnumerable<Grant> grants, Func<Grant, Guid?> id) => [.. grants.Select(id).OfType<Guid>().Distinct()];
}
