using Workforce.Registry.Appointments;
using Workforce.Registry.Cities;
using Workforce.Registry.Rules;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Cities on the wire.</summary>
internal static class CityWire
{
    public static V1.City ToWire(City city) => new()
    {
        Id = $"{city.Id}",
        Code = city.Code,
        Name = city.Name,
        TimeZone = ZoneOf(city.TimeZone),
        Version = city.Version,
    };

    /// <param name="usualIssuer">Where the request names none.</param>
    /// <exception cref="InvalidInputException">No zone of Indonesia, or no rules of an export.</exception>
    public static CityDeclaration DeclarationFrom(V1.ApplyCityRequest request, string usualIssuer) => new(
        request.Code, request.Name, IanaOf(request.TimeZone),
        [.. request.WorkUnits.Select(unit => new UnitDeclaration(
            unit.Code, unit.Name, unit.Aliases, unit.Kind, unit.Head?.Name ?? "", unit.Head?.Title ?? "",
            unit.Head?.Subject ?? "", unit.Superior))],
        [.. request.Vendors.Select(vendor => vendor.Name)],
        [.. request.Offices.Select(office => new Office(office.Code, office.Title, null, office.Superior, office.Signs))],
        request.Issuer.Length == 0 ? usualIssuer : AppointmentWire.Identity("issuer", request.Issuer),
        request.PurposeRequired,
        CorrectionWire.BitsOf("paper_required", request.PaperRequired),
        request.NationalExport is { } rules ? RulesFrom(rules) : null);

    /// <summary>The key of a listing by code.</summary>
    public static string KeyOf(City city) => PageKey.Of(city.Code);

    /// <returns>Null on the first page.</returns>
    public static string? AfterFrom(Page page) => page.After;

    private static NationalRules RulesFrom(V1.NationalExportRules rules) => new(
        Field.Day("national_export.rules_of", rules.RulesOf), [.. rules.ExcludedPositions],
        rules.LowestAge == 0 ? null : rules.LowestAge, rules.HighestAge == 0 ? null : rules.HighestAge,
        [.. rules.AlsoExcluded.Select((reason, i) => ReasonFrom($"national_export.also_excluded[{i}]", reason))]);

    private static ExclusionReason ReasonFrom(string field, V1.ExclusionReason reason) =>
        reason is not V1.ExclusionReason.Unspecified && Enum.IsDefined(reason)
            ? (ExclusionReason)reason
            : throw new InvalidInputException(field, $"{(int)reason}", "is no reason");

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
