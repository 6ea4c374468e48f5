using Workforce.Registry.Rejects;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Registry.Api;

/// <summary>Rejects on the wire.</summary>
internal static class RejectWire
{
    public static V1.Reject ToWire(Reject reject) => new()
    {
        Id = $"{reject.Id}",
        Kind = (V1.RejectKind)reject.Kind,
        ImportId = $"{reject.ImportId}",
        Row = reject.Row,
        NikLast4 = reject.NikLastFour,
        Name = reject.Name,
        Unit = reject.Unit,
        UnitId = $"{reject.UnitId}",
        FirstDay = Field.Iso(reject.FirstDay),
        LastDay = Field.Iso(reject.LastDay),
        DecreeNumber = reject.DecreeNumber,
        DecreeDate = Field.Iso(reject.DecreeDate),
        Position = reject.Position,
        Findings = { reject.Findings.Select(finding => new V1.RejectFinding { Column = finding.Column, Value = finding.Value, Reason = finding.Reason }) },
        Contract = reject.Contract is { } contract ? ToWire(contract) : null,
        SettledAt = reject.Settled is { } settled ? Timestamp.FromDateTime(settled.At) : null,
        SettledBy = reject.Settled?.By.ToWire(),
        Settlement = (V1.RejectSettlement)(reject.Settled?.How ?? 0),
        Reason = Nik.MaskWithin(reject.Settled?.Reason ?? ""),
        SettledByContractId = $"{reject.Settled?.ContractId}",
    };

    /// <exception cref="InvalidInputException">A field is missing or wrong.</exception>
    public static RejectFilter FilterFrom(V1.ListRejectsRequest request) => new(
        Field.Uuid("city_id", request.CityId), Field.OptionalUuid("unit_id", request.UnitId), KindFrom(request.Kind), request.Settled);

    /// <summary>The key of a listing of rejects.</summary>
    public static string KeyOf(Reject reject) => PageKey.Of(reject.Id);

    private static V1.ContractBeside ToWire(ContractBeside contract) => new()
    {
        ContractId = $"{contract.Id}",
        UnitId = $"{contract.UnitId}",
        Unit = contract.Unit,
        FirstDay = Field.Iso(contract.Period.FirstDay),
        LastDay = Field.Iso(contract.Period.LastDay),
        DecreeNumber = contract.DecreeNumber,
        DecreeDate = Field.Iso(contract.DecreeDate),
        Position = contract.Position,
    };

    private static RejectKind? KindFrom(V1.RejectKind kind) => kind switch
    {
        V1.RejectKind.Unspecified => null,
        V1.RejectKind.Invalid or V1.RejectKind.Duplicate or V1.RejectKind.Overlap or V1.RejectKind.DoubleEmployment or V1.RejectKind.Outdated => (RejectKind)kind,
        _ => throw new InvalidInputException("kind", $"{(int)kind}", "is none of INVALID, DUPLICATE, OVERLAP, DOUBLE_EMPLOYMENT and OUTDATED"),
    };
}
