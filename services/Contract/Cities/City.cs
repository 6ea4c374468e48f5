namespace Workforce.Contract.Cities;

/// <summary>A city government (Pemkot, Pemda), as far as contracts need it.</summary>
/// <param name="Version">Of its registration; a lower one is stale.</param>
/// <param name="Code">For example <c>kupang</c>.</param>
/// <param name="Name">For example <c>Kota Kupang</c>.</param>
/// <param name="TimeZone">IANA name. The city's day begins and ends by it, wherever the server stands.</param>
public sealed record City(Guid Id, long Version, string Code, string Name, string TimeZone);
