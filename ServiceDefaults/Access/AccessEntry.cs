namespace Workforce.ServiceDefaults.Access;

/// <summary>A row of the access log.</summary>
/// <param name="At">UTC, real time.</param>
/// <param name="For">The person for whom a service called; null when for itself.</param>
/// <param name="Workers">Whose data were read.</param>
public sealed record AccessEntry(
    Guid Id, DateTime At, Actor By, Actor? For, string Method, string Purpose, Guid? CityId, int Workers, string Selection);
