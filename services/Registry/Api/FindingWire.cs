using Workforce.Registry.Import.Reading;

namespace Workforce.Registry.Api;

/// <summary>Findings on the wire.</summary>
internal static class FindingWire
{
    public static V1.Finding ToWire(Finding finding) => new()
    {
        Severity = (V1.Severity)finding.Severity,
        Row = finding.Row,
        Column = finding.Column,
        Value = finding.Value,
        Reason = finding.Reason,
    };
}
