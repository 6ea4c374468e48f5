using Workforce.Registry.Cities;
using Workforce.Registry.Contracts;
using Workforce.Registry.Import;
using Workforce.Registry.Storage;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>The domain's things as messages, and back.</summary>
internal static class RegistryWire
{
    public static V1.City ToWire(this City city) => new()
    {
        Id = $"{city.Id}",
        Code = city.Code,
        Name = city.Name,
        TimeZone = ZoneOf(city.TimeZone),
        Version = city.Version,
    };

    public static V1.WorkUnit ToWire(this WorkUnit unit) => new()
    {
        Id = $"{unit.Id}",
        CityId = $"{unit.CityId}",
        Code = unit.Code,
        Name = unit.Name,
        Aliases = { unit.Aliases },
        Kind = unit.Kind,
        Head = new V1.UnitHead { Id = $"{unit.Head.Id}", Name = unit.Head.Name, Title = unit.Head.Title },
    };

    public static V1.Worker ToWire(this Worker worker) => new()
    {
        Id = $"{worker.Id}",
        CityId = $"{worker.CityId}",
        Name = worker.Name,
        NikLast4 = worker.NikLastFour,
    };

    public static V1.ContractPeriod ToWire(this ContractPeriod period) => new()
    {
        ContractId = $"{period.Id}",
        WorkerId = $"{period.WorkerId}",
        UnitId = $"{period.Terms.UnitId}",
        VendorId = $"{period.Terms.VendorId}",
        FirstDay = Field.Iso(period.Terms.Period.FirstDay),
        LastDay = Field.Iso(period.Terms.Period.LastDay),
    };

    public static V1.Finding ToWire(this Finding finding) =>
        ToWire((V1.Severity)finding.Severity, finding.Row, finding.Column, finding.Value, finding.Reason);

    public static V1.Finding ToWire(this PlacedFinding finding) =>
        ToWire((V1.Severity)finding.Severity, finding.Row, finding.Column, finding.Value, finding.Reason);

    public static V1.ImportReply ToWire(this RunningImport import) => new()
    {
        ImportId = $"{import.Id}",
        RowsRead = import.Tally.Read,
        RowsImported = import.Tally.Imported,
        RowsUnchanged = import.Tally.Unchanged,
        RowsUpdated = import.Tally.Updated,
        RowsRejected = import.Tally.Rejected,
        Warnings = import.Tally.Warnings,
        Findings = { import.Shown.Select(ToWire) },
        FindingsTruncated = import.FindingCount > import.Shown.Count,
    };

    public static CityDeclaration FromWire(this V1.ApplyCityRequest request) => new(
        request.Code, request.Name, IanaOf(request.TimeZone),
        [.. request.WorkUnits.Select(unit => new UnitDeclaration(
            unit.Code, unit.Name, unit.Aliases, unit.Kind, unit.Head?.Name ?? "", unit.Head?.Title ?? ""))],
        [.. request.Vendors.Select(vendor => vendor.Name)]);

    private static V1.Finding ToWire(V1.Severity severity, int row, string column, string value, string reason) => new()
    {
        Severity = severity,
        Row = row,
        Column = column,
        Value = value,
        Reason = reason,
    };

    private static string IanaOf(V1.TimeZone zone) => zone switch
    {
        V1.TimeZone.Wib => "Asia/Jakarta",
        V1.TimeZone.Wita => "Asia/Makassar",
        V1.TimeZone.Wit => "Asia/Jayapura",
        V1.TimeZone.Unspecified => throw new InvalidInputException("time_zone", null, "is required: WIB, WITA or WIT"),
        _ => throw new InvalidInputException("time_zone", $"{(int)zone}", "is none of WIB, WITA and WIT"),
    };

    private static V1.TimeZone ZoneOf(string iana) => iana switch
    {
        "Asia/Jakarta" => V1.TimeZone.Wib,
        "Asia/Makassar" => V1.TimeZone.Wita,
        "Asia/Jayapura" => V1.TimeZone.Wit,
        _ => V1.TimeZone.Unspecified,
    };
}
