using Workforce.Contract.Cities;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Policies;

/// <summary>Adds an exemption list as its city's next version, unless it equals the newest one.</summary>
public sealed class ApplyExemptionList(Database database, ListWorkUnits listWorkUnits)
{
    /// <returns>The newest version.</returns>
    /// <exception cref="InvalidInputException">The city has no unit with one of the codes, or of one of the kinds.</exception>
    /// <exception cref="NotFoundException">The register has no such city.</exception>
    public async Task<ExemptionList> ApplyAsync(ExemptionList list, CancellationToken cancellation)
    {
        await CheckAsync(list, cancellation);

        await using var work = await database.BeginAsync(cancellation);
        await VersionLockStore.TakeAsync(work, list.CityId, cancellation);
        var newest = await ExemptionListStore.FindNewestAsync(work, list.CityId, cancellation);
        if (newest is not null && list with { Version = newest.Version } == newest)
            return newest;

        var next = list with { Version = (newest?.Version ?? 0) + 1 };
        await ExemptionListStore.AddAsync(work, next, cancellation);
        await work.CommitAsync(cancellation);
        return next;
    }

    // A misspelt unit or kind would send a fire brigade home.
    private async Task CheckAsync(ExemptionList list, CancellationToken cancellation)
    {
        if (list.UnitCodes.All.Count + list.Kinds.All.Count == 0)
            return;
        var units = await listWorkUnits(list.CityId, cancellation);
        RefuseUnknown("exemption_list.unit_codes", list.UnitCodes, units.Select(unit => unit.Code), "is not the code of a work unit of the city");
        RefuseUnknown("exemption_list.kinds", list.Kinds, units.Select(unit => unit.Kind), "is not the kind of any work unit of the city");
    }

    private static void RefuseUnknown(string field, ExemptNames names, IEnumerable<string> known, string reason)
    {
        var all = known.ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.AsNamed.Count; i++)
        {
            var name = names.AsNamed[i];
            if (name.Length > 0 && !all.Contains(name))
                throw new InvalidInputException($"{field}[{i}]", name, reason);
        }
    }
}
