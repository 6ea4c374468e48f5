using Workforce.Registry.V1;

namespace Workforce.ServiceDefaults.Sheets;

/// <summary>Findings on the wire, as those on a register.</summary>
public static class SheetFindingWire
{
    public static Finding ToWire(this SheetFinding finding) => new()
    {
        Severity = finding.IsWarning ? Severity.Warning : Severity.Rejected,
        Row = finding.Row,
        Column = finding.Column,
        Value = finding.Value,
        Reason = finding.Reason,
    };
}
