using Workforce.ServiceDefaults.Ids;

namespace Workforce.Evaluation.Ratings;

/// <summary>
/// What is locked while ratings of a round change. Who signs for a unit locks the unit alone and the round together with others; an objection
/// and a ruling lock the round alone, for a contract may have moved to another unit since it was rated.
/// </summary>
internal static class RatingLock
{
    public static Guid OfRound(Guid roundId) => DerivedId.From("ratings-of-round", roundId);

    public static Guid OfUnit(Guid roundId, Guid unitId) => DerivedId.From("ratings-of-unit", roundId, unitId);
}
