using Workforce.Registry.Import.Reading;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

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

    /// <summary>The key of a listing by position.</summary>
    public static string KeyOf((int Position, Finding Finding) row) => PageKey.Of(row.Position);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static int? AfterFrom(Page page) => page.AfterKey(parts: 1)?.Number();
}
