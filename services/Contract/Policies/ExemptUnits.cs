using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Policies;

/// <summary>Checks an exemption list against the register: a misspelt unit or kind would send a fire brigade home.</summary>
public sealed class ExemptUnits(ListWorkUnits listWorkUnits)
{
    /// <exception cref="InvalidInputException">The city has no unit with one of the codes, or of one of the kinds.</exception>
    public async Task CheckAsync(ExemptionList list, CancellationToken cancellation)
    {
        if (list.UnitCodes.All.Count == 0 && list.Kinds.All.Count == 0)
            return;
        var units = await listWorkUnits(list.CityId, cancellation);
        if (FirstUnknown(list.UnitCodes, units.Select(unit => unit.Code)) is { } code)
            throw new InvalidInputException("exemption_list.unit_codes", code, "is not the code of a work unit of the city");
        if (FirstUnknown(list.Kinds, units.Select(unit => unit.Kind)) is { } kind)
            throw new InvalidInputException("exemption_list.kinds", kind, "is not the kind of any work unit of the city");
    }

    private static string? FirstUnknown(ExemptNames names, IEnumerable<string> known)
    {
        var all = known.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.All.FirstOrDefault(name => !all.Contains(name));
    }
}
