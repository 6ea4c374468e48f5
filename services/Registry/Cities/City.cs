namespace Workforce.Registry.Cities;

/// <summary>A city government (Pemkot).</summary>
/// <param name="Code">Lower case, stable, for example <c>kupang</c>.</param>
/// <param name="Name">For example <c>Kota Kupang</c>.</param>
/// <param name="TimeZone">IANA name, for example <c>Asia/Makassar</c>.</param>
/// <param name="PurposeRequired">Reads of personal data must say what for.</param>
/// <param name="PaperRequired">For which corrections a paper is demanded: bit n of the corrected field n.</param>
/// <param name="Version">Grows with every change of the city, its units, its vendors or its rules.</param>
public sealed record City(Guid Id, string Code, string Name, string TimeZone, bool PurposeRequired, int PaperRequired, long Version);

/// <summary>A company that employs outsourced workers of a city (pihak ketiga, perusahaan alih daya).</summary>
public sealed record Vendor(Guid Id, string Name);
