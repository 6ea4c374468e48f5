using System.Text.Json.Serialization;

namespace Workforce.Evaluation.Events;

/// <summary>
/// Heads of units of a city who have workers to rate, by a day, and are to be reminded of it (pengingat) by one step. A unit comes in one
/// message of what it is about, a due day and a step.
/// </summary>
/// <param name="AboutId">The round, or the renewal cycle of evaluation requests, in which they rate.</param>
/// <param name="IsCycle">It is a cycle.</param>
/// <param name="DueDay">By when they must have rated, through this day in the city.</param>
/// <param name="Step">Days before the due day, as the policy names them; fewer are left where the reminder comes late.</param>
/// <param name="Units">At most 500.</param>
[SubscribedBy("notification")]
public sealed record RatingsDue(Guid CityId, Guid AboutId, bool IsCycle, DateOnly DueDay, int Step, IReadOnlyList<UnratedUnit> Units)
{
    /// <summary>What makes the message malformed; null when nothing does. Despite the types, any part of it may be missing.</summary>
    [JsonIgnore]
    public string? Fault => this switch
    {
        _ when CityId == Guid.Empty => "city_id is missing",
        _ when AboutId == Guid.Empty => "about_id is missing",
        _ when DueDay == default || Step < 1 => "due_day or step is missing",
        { Units: null or [] } => "units are missing",
        _ when Units.Any(one => one is null || one.UnitId == Guid.Empty || one.Unrated < 1) => "lacks a unit, or how many of it are not rated",
        _ => null,
    };
}

/// <summary>A unit whose head has workers to rate.</summary>
/// <param name="Unrated">How many, at the moment of the reminder.</param>
public sealed record UnratedUnit(Guid UnitId, int Unrated);
