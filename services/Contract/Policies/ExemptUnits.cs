using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Policies;

/// <summary>Checks an exemption list against the register: a misspelt unit would send a fire brigade home.</summary>
public sealed class ExemptUnits(ListWorkUnits listWorkUnits)
{
    /// <exception cref="InvalidInputException">The city has no unit with one of the codes.</exception>
    public async Task CheckAsync(ExemptionList list, CancellationToken cancellation)
    {
        if (list.UnitCodes.All.Count == 0)
            return;
        var known = (await listWorkUnits(list.CityId, cancellation)).Select(unit => unit.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (list.UnitCodes.All.FirstOrDefault(code => !known.Contains(code)) is { } unknown)
            throw new InvalidInputException("exemption_list.unit_codes", unknown, "is not the code of a work unit of the city");
    }
}
