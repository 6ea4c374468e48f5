using Workforce.Registry.Appointments;
using Workforce.Registry.Cache;
using Workforce.Registry.Events;
using Workforce.Registry.Rules;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Cities;

/// <summary>Registers a city, or changes it to what it declares of itself, and publishes the change.</summary>
public sealed class ApplyCity(Database database, TimeProvider clock)
{
    /// <param name="mayAppoint">Whether persons may get or lose roles by it: by a head's identity, by an office's superior, or as it signs.</param>
    /// <param name="by">Whose act it is.</param>
    /// <returns>What was changed; nothing, when the city was so already.</returns>
    /// <exception cref="PermissionDeniedException">A person would get or lose a role.</exception>
    /// <exception cref="NotReadyException">A head would get an office that another holds for days to come.</exception>
    /// <exception cref="InvalidInputException">The declaration cannot be, or another city has the name.</exception>
    public async Task<CityChange> ApplyAsync(CityDeclaration declaration, bool mayAppoint, Actor by, CancellationToken cancellation)
    {
        var (change, changesCached) = await ChangeAsync(DeclarationCheck.Checked(declaration), mayAppoint, by, cancellation);
        // No connection waits with it.
        if (changesCached)
            await VersionedCache.ExpireAsync();
        return change;
    }

    /// <returns>Also whether units change that may be cached; new ones are nowhere.</returns>
    private async Task<(CityChange Change, bool ChangesCached)> ChangeAsync(CityDeclaration declared, bool mayAppoint, Actor by, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        var stored = await CityStore.LockAsync(work, declared, cancellation);
        var units = await CityStore.ListUnitsAsync(work, stored.Id, cancellation);
        var vendors = await CityStore.ListVendorsAsync(work, stored.Id, cancellation);
        var offices = await AppointmentStore.ListOfficesAsync(work, stored.Id, cancellation);
        var rules = declared.NationalExport is { RulesOf: var day } ? await NationalRulesStore.FindAsync(work, stored.Id, day, cancellation) : null;
        var change = CityChange.Between(declared, stored, units, vendors, offices, rules);
        if (!mayAppoint && change.GivesRole is { } given)
            throw new PermissionDeniedException($"{given}: that gives or takes roles, and takes hr");
        if (change.City.Version > stored.Version)
            await StoreAsync(work, change, declared.Issuer, by, cancellation);
        return (change, change.Units.IntersectBy(units.Select(unit => unit.Id), unit => unit.Id).Any());
    }

    private async Task StoreAsync(UnitOfWork work, CityChange change, string issuer, Actor by, CancellationToken cancellation)
    {
        var city = change.City;
        await CityStore.ChangeAsync(work, change, cancellation);
        if (change.Offices.Count > 0)
            await AppointmentStore.SaveOfficesAsync(work, city.Id, change.Offices, cancellation);
        if (change.Heads.Count > 0)
            await AppointmentStore.AppointHeadsAsync(work, city.Id, change.Heads, issuer, clock.TodayIn(city.TimeZone), by, cancellation);
        if (change.NationalExport is { } rules)
            await NationalRulesStore.AddAsync(work, city.Id, rules, by, cancellation);
        work.Publish(
            DerivedId.From("city-registered", city.Id, city.Version),
            new CityRegistered(city.Id, city.Version, city.Code, city.Name, city.TimeZone));
        await work.CommitAsync(cancellation);
    }
}
