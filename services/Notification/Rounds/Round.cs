namespace Workforce.Notification.Rounds;

/// <summary>
/// A round of ratings (putaran penilaian), as far as workers are told of it: all notices of its ratings are written from the same one.
/// </summary>
/// <param name="CityName">For example <c>Kota Kupang</c>.</param>
/// <param name="PeriodFrom">The first day that is rated, through <paramref name="PeriodTo"/>.</param>
/// <param name="ObjectionDays">Days of the calendar that a worker has to object to a rating, from its receipt.</param>
/// <param name="AskAt">The office where workers ask or object; empty where the city has not said it.</param>
/// <param name="Language">Of what the city writes: <c>id</c> or <c>en</c>.</param>
public sealed record Round(
    Guid Id, Guid CityId, string CityName, DateOnly PeriodFrom, DateOnly PeriodTo, int ObjectionDays, string AskAt, string Language)
{
    /// <summary>Names of the rated contracts' work units; those that the register did not have are left out.</summary>
    public IReadOnlyDictionary<Guid, string> UnitNames { get; init; } = new Dictionary<Guid, string>();
}
