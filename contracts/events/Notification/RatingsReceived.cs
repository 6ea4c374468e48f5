using System.Text.Json.Serialization;

namespace Workforce.Notification.Events;

/// <summary>Workers received the notices of their ratings (tanda terima): from then on the days count in which they may object.</summary>
/// <param name="Ratings">At most 500.</param>
[SubscribedBy("evaluation")]
public sealed record RatingsReceived(Guid CityId, IReadOnlyList<ReceivedRating> Ratings)
{
    /// <summary>What makes the message malformed; null when nothing does. Despite the types, any part of it may be missing.</summary>
    [JsonIgnore]
    public string? Fault => this switch
    {
        _ when CityId == Guid.Empty => "city_id is missing",
        { Ratings: null or [] } => "ratings are missing",
        _ when Ratings.Any(one => one is null || one.RatingId == Guid.Empty || one.ContractId == Guid.Empty || one.ReceivedOn == default) =>
            "lacks a rating, its contract or the day of its receipt",
        _ => null,
    };
}

/// <summary>A version of a rating of which the worker received the notice.</summary>
/// <param name="ReceivedOn">In the city's own calendar.</param>
public sealed record ReceivedRating(Guid ContractId, Guid RatingId, DateOnly ReceivedOn);
