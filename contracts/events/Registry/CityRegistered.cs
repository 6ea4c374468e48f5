namespace Workforce.Registry.Events;

/// <summary>A city was registered or changed. A lower <paramref name="Version"/> than a received one is stale.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Code">For example <c>kupang</c>.</param>
/// <param name="Name">For example <c>Kota Kupang</c>.</param>
/// <param name="TimeZone">IANA name, for example <c>Asia/Makassar</c>.</param>
[SubscribedBy("contract")]
public sealed record CityRegistered(Guid CityId, long Version, string Code, string Name, string TimeZone);
