namespace Workforce.Contract.Ratings;

/// <summary>A contract and its newest signed rating (penilaian). The contract may not have arrived yet.</summary>
/// <param name="Version">Of the rating; a correction is signed anew, by a higher one.</param>
/// <param name="SignedAt">UTC.</param>
public sealed record RatedContract(Guid CityId, Guid ContractId, Guid RatingId, int Version, DateTime SignedAt);
