using System.Text.Json.Serialization;

namespace Workforce.Evaluation.Events;

/// <summary>Heads signed ratings (penilaian) in one round of a city: at most 500. A rating that is corrected is signed anew, by a higher version.</summary>
/// <param name="RoundId">The round in which the ratings count.</param>
[SubscribedBy("contract", "notification")]
public sealed record RatingsSigned(Guid CityId, Guid RoundId, IReadOnlyList<SignedRating> Ratings)
{
    /// <summary>What makes the message malformed; null when nothing does. Despite the types, any part of it may be missing.</summary>
    [JsonIgnore]
    public string? Fault => this switch
    {
        _ when CityId == Guid.Empty => "city_id is missing",
        _ when RoundId == Guid.Empty => "round_id is missing",
        { Ratings: null or [] } => "ratings are missing",
        _ when Ratings.Any(one => one is null || one.ContractId == Guid.Empty || one.RatingId == Guid.Empty || one.SignedAt == default) =>
            "lacks a rating, its contract or when it was signed",
        _ => null,
    };
}

/// <summary>One signed rating of a worker under a contract.</summary>
/// <param name="UnitId">Whose head signed it.</param>
/// <param name="RatingId">The same in all versions.</param>
/// <param name="Version">1 is the first.</param>
public sealed record SignedRating(Guid ContractId, Guid WorkerId, Guid UnitId, Guid RatingId, int Version, DateTimeOffset SignedAt);
