using System.Text.Json.Serialization;

namespace Workforce.Evaluation.Events;

/// <summary>Ratings (penilaian) of one round that heads have signed; also a correction, which is a further version of one.</summary>
/// <param name="RoundId">In which the contracts are rated.</param>
/// <param name="Ratings">At most 500.</param>
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
        _ when Ratings.Any(one => one is null || one.ContractId == Guid.Empty || one.RatingId == Guid.Empty || one.Version < 1 || one.SignedAt == default) =>
            "lacks a rating, its contract, its version or when it was signed",
        _ => null,
    };
}

/// <summary>One signed rating.</summary>
/// <param name="UnitId">Whose head signed it.</param>
/// <param name="RatingId">Each version has its own.</param>
/// <param name="Version">1 is the first; a correction has the next.</param>
/// <param name="SignedAt">By the system's clock.</param>
public sealed record SignedRating(Guid ContractId, Guid WorkerId, Guid UnitId, Guid RatingId, int Version, DateTimeOffset SignedAt);
