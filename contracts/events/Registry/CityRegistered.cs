namespace Workforce.Registry.Events;

/// <summary>A city was registered or changed. A lower <paramref name="Version"/> than one already seen is old news.</summary>
/// <param name="CityId">The city.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="Code">For example <c>kupang</c>.</param>
/// <param name="Name">For example <c>Kota Kupang</c>.</param>
/// <param name="TimeZone">IANA name, for example <c>Asia/Makassar</c>.</param>
[HeardBy("contract")]
public sealed record CityRegistered(Guid CityId, long Version, string Code, string Name, string TimeZone);
