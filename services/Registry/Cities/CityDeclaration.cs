using Workforce.Registry.Appointments;
using Workforce.Registry.Rules;

namespace Workforce.Registry.Cities;

/// <summary>What a city declares of itself: its zone, units, vendors and offices, and the rules of its national export.</summary>
/// <param name="Offices">Beside those of the units' heads.</param>
/// <param name="Issuer">Of the heads' identities.</param>
/// <param name="PurposeRequired">Reads of personal data must say what for.</param>
/// <param name="PaperRequired">For which corrections a paper is demanded: bit n of the corrected field n.</param>
/// <param name="NationalExport">Null where it declares none; those that were declared before stay.</param>
public sealed record CityDeclaration(
    string Code, string Name, string TimeZone, IReadOnlyList<UnitDeclaration> Units, IReadOnlyList<string> Vendors,
    IReadOnlyList<Office> Offices, string Issuer, bool PurposeRequired, int PaperRequired, NationalRules? NationalExport);

/// <summary>What a city declares of one of its work units.</summary>
/// <param name="HeadSubject">The head at the identity provider; empty when none is known.</param>
/// <param name="Superior">Code of the office next above the head; empty when none is known.</param>
public sealed record UnitDeclaration(
    string Code, string Name, IReadOnlyList<string> Aliases, string Kind, string HeadName, string HeadTitle,
    string HeadSubject, string Superior);
