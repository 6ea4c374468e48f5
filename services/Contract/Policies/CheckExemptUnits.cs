using Workforce.Contract.Cities;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Policies;

/// <summary>Checks an exemption list against the register: a misspelt unit or kind would send a fire brigade home.</summary>
public sealed class CheckExemptUnits(ListWorkUnits listWorkUnits)
{
    /// <param name="unitCodes">As the list names them; blank ones count as none.</param>
    /// <param name="kinds">Likewise.</param>
    /// <exception cref="InvalidInputException">The city has no unit with one of the codes, or of one of the kinds.</exception>
    /// <exception cref="NotFoundException">The register has no such city.</exception>
    public async Task CheckAsync(
        Guid cityId, IReadOnlyList<string> unitCodes, IReadOnlyList<string> kinds, CancellationToken cancellation)
    {
        if (unitCodes.Concat(kinds).All(string.IsNullOrWhiteSpace))
            return;
        var units = await listWorkUnits(cityId, cancellation);
        RefuseUnknown("exemption_list.unit_codes", unitCodes, units.Select(unit => unit.Code), "is not the code of a work unit of the city");
        RefuseUnknown("exemption_list.kinds", kinds, units.Select(unit => unit.Kind), "is not the kind of any work unit of the city");
    }

    private static void RefuseUnknown(string field, IReadOnlyList<string> names, IEnumerable<string> known, string reason)
    {
        var all = known.ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Count; i++)
        {
            var name = names[i].Trim();
            if (name.Length > 0 && !all.Contains(name))
                throw new InvalidInputException($"{field}[{i}]", name, reason);
        }
    }
}
