using Workforce.Registry.Names;

namespace Workforce.Registry.Cities;

/// <summary>What the names in a city's spreadsheet mean: its units and employers, however they are written.</summary>
public sealed class CityNames
{
    private readonly NameIndex<WorkUnit> _units = new();
    private readonly NameIndex<Employer> _employers = new();

    public CityNames(City city, IEnumerable<WorkUnit> units, IEnumerable<Vendor> vendors)
    {
        City = city;
        foreach (var unit in units)
        {
            _units.Add(unit.Name, unit);
            foreach (var other in unit.AllNames)
                _units.Add(other, unit, suggested: false);
        }
        foreach (var vendor in vendors)
            _employers.Add(vendor.Name, new Employer(vendor.Id));
        _employers.Add(city.Name, Employer.TheCity, suggested: false);
        _employers.Add(city.Code, Employer.TheCity, suggested: false);
    }

    public City City { get; }

    /// <summary>Finds a unit by its name, an alias or its code.</summary>
    public bool TryFindUnit(string written, out Guid unitId)
    {
        var found = _units.TryFind(written, out var unit);
        unitId = unit?.Id ?? default;
        return found;
    }

    /// <summary>Finds an employer: a vendor by its registered name, or the city itself, whose vendor is null.</summary>
    public bool TryFindEmployer(string written, out Guid? vendorId)
    {
        var found = _employers.TryFind(written, out var employer);
        vendorId = employer?.VendorId;
        return found;
    }

    /// <summary>The nearest unit names, as a hint.</summary>
    public string? UnitHint(string written) => _units.Hint(written);

    /// <summary>The nearest vendor names, as a hint.</summary>
    public string? VendorHint(string written) => _employers.Hint(written);

    private sealed record Employer(Guid? VendorId)
    {
        public static readonly Employer TheCity = new((Guid?)null);
    }
}
