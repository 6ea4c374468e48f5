using Workforce.ServiceDefaults.Ids;

namespace Workforce.Notification.Reminders;

/// <summary>A reminder (pengingat) to heads whose workers are not rated yet, by one step: what their notices are written from.</summary>
/// <param name="CityName">For example <c>Kota Kupang</c>.</param>
/// <param name="AboutId">The round, or the renewal cycle, in which they rate.</param>
/// <param name="DueDay">By when they must have rated, through this day in the city.</param>
/// <param name="Step">Days before the due day, as the city's policy names them; fewer are left where it came late.</param>
/// <param name="Language">Of what the city writes: <c>id</c> or <c>en</c>.</param>
public sealed record HeadReminder(Guid Id, Guid CityId, string CityName, Guid AboutId, bool IsCycle, DateOnly DueDay, int Step, string Language)
{
    /// <summary>The units whose heads are reminded.</summary>
    public IReadOnlyDictionary<Guid, RemindedUnit> Units { get; init; } = new Dictionary<Guid, RemindedUnit>();

    /// <summary>A round or cycle, a due day and a step have one.</summary>
    public static Guid IdOf(Guid aboutId, DateOnly dueDay, int step) => DerivedId.From("head-reminder", aboutId, dueDay, step);
}

/// <summary>A unit whose head is reminded, as Registry had it then.</summary>
/// <param name="HeadTitle">The head's office (jabatan); may be empty.</param>
/// <param name="Unrated">Workers who were not rated.</param>
/// <param name="DaysLeft">Through the due day; below zero once it is over.</param>
public sealed record RemindedUnit(string Name, string HeadTitle, int Unrated, int DaysLeft);
