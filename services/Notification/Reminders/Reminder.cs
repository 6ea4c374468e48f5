using Workforce.ServiceDefaults.Ids;

namespace Workforce.Notification.Reminders;

/// <summary>A reminder (pengingat) that contracts of a city end on one day, by one step: what its notices are written from.</summary>
/// <param name="CityName">For example <c>Kota Kupang</c>.</param>
/// <param name="LastDay">Through which the contracts are in force.</param>
/// <param name="Step">Days before the last day, as the city's policy names them; fewer are left where it came late.</param>
/// <param name="AskAt">The office where workers ask.</param>
/// <param name="Language">Of what the city writes: <c>id</c> or <c>en</c>.</param>
public sealed record Reminder(Guid Id, Guid CityId, string CityName, DateOnly LastDay, int Step, string AskAt, string Language)
{
    /// <summary>Names of the contracts' work units, on the day of the first message; those that the register did not have are left out.</summary>
    public IReadOnlyDictionary<Guid, string> UnitNames { get; init; } = new Dictionary<Guid, string>();

    /// <summary>A city, a last day and a step have one.</summary>
    public static Guid IdOf(Guid cityId, DateOnly lastDay, int step) => DerivedId.From("reminder", cityId, lastDay, step);
}
