using Workforce.Registry.Rosters;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Rosters on the wire.</summary>
internal static class RosterWire
{
    private const int UnitsPerCall = 1_000;
    private const int ContractsPerCall = 1_000;

    /// <exception cref="InvalidInputException">A field is missing or wrong.</exception>
    public static Roster RosterFrom(string cityId, IReadOnlyCollection<string> unitIds, string periodFrom, string periodTo)
    {
        var roster = new Roster(
            Field.Uuid("city_id", cityId), Field.Uuids("unit_ids", unitIds, UnitsPerCall), Field.Day("period_from", periodFrom), Field.Day("period_to", periodTo));
        return roster.PeriodTo >= roster.PeriodFrom ? roster : throw new InvalidInputException("period_to", periodTo, "is before the period begins");
    }

    /// <exception cref="InvalidInputException">There are too many, or one is no id or no NIK.</exception>
    public static (Guid[] ContractIds, IReadOnlyList<Nik> Niks) SoughtFrom(V1.FindContractsRequest request)
    {
        var contractIds = Field.Uuids("contract_ids", request.ContractIds, ContractsPerCall);
        if (contractIds.Length + request.Niks.Count > ContractsPerCall)
            throw new InvalidInputException("niks", null, $"and contract_ids are {contractIds.Length + request.Niks.Count}, which is too many; at most {ContractsPerCall}");
        // What is no NIK may be a wrong one: it is not repeated.
        return (contractIds, [.. request.Niks.Select((text, at) =>
            Nik.TryRead(text, out var nik) ? nik : throw new InvalidInputException($"niks[{at}]", null, $"is not {Nik.Length} digits"))]);
    }

    /// <returns>Null on the first page.</returns>
    public static (Guid UnitId, Guid ContractId)? AfterFrom(Page page) => page.AfterKey(parts: 2) is { } key ? (key.Id(), key.Id()) : null;

    public static V1.RosterEntry ToWire(RosterEntry entry) => new()
    {
        ContractId = $"{entry.ContractId}",
        WorkerId = $"{entry.WorkerId}",
        Nik = entry.Nik,
        Name = entry.Name,
        UnitId = $"{entry.UnitId}",
        UnitName = entry.UnitName,
        Position = entry.Position,
    };

    public static V1.FoundContract ToWire(FoundContract contract)
    {
        var wire = new V1.FoundContract
        {
            ContractId = $"{contract.ContractId}",
            WorkerId = $"{contract.WorkerId}",
            UnitId = $"{contract.UnitId}",
            FirstDay = Field.Iso(contract.FirstDay),
            LastDay = Field.Iso(contract.LastDay),
            Withdrawn = contract.IsWithdrawn,
        };
        if (contract.NikAt is { } at)
            wire.Nik = at;
        return wire;
    }
}
