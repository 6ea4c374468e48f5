using System.Text.Json.Serialization;

namespace Workforce.Evaluation.Events;

/// <summary>Ratings (penilaian) of one round that heads have signed; also a correction, which is a further version of one.</summary>
/// <param name="RoundId">In which the contracts are rated.</param>
/// <param name="Ratings">At most 500.</param>
/// <param name="PeriodFrom">Of the round, through <paramref name="PeriodTo"/>; null in messages of before workers had notices of their ratings.</param>
/// <param name="ObjectionDays">Of the calendar, from the receipt, by the policy of the round; null likewise.</param>
[SubscribedBy("contract", "notification")]
public sealed record RatingsSigned(
    Guid CityId, Guid RoundId, IReadOnlyList<SignedRating> Ratings, DateOnly? PeriodFrom = null, DateOnly? PeriodTo = null, int? ObjectionDays = null)
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
/// <param name="Predicate">What it comes to (predikat): 1 sangat baik, 2 baik, 3 butuh perbaikan, 4 kurang, 5 sangat kurang; null in messages of before workers had notices of their ratings.</param>
/// <param name="CountedDays">Of absence, of the kinds that the policy counts; null when it counts none.</param>
/// <param name="Ruling">Of a version that rules on an objection: 1 rejected, 2 granted; null of a head's.</param>
public sealed record SignedRating(
    Guid ContractId, Guid WorkerId, Guid UnitId, Guid RatingId, int Version, DateTimeOffset SignedAt, short? Predicate = null, int? CountedDays = null, short? Ruling = null);
