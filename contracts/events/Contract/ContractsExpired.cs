namespace Workforce.Contract.Events;

/// <summary>
/// Contracts of one cycle that expired together: at most 1,000, grouped by unit; the same unit may come in several.
/// The batch is also the message: <paramref name="BatchId"/> is its message id.
/// </summary>
/// <param name="BatchId">Reports on the batch refer to it.</param>
/// <param name="CycleId">The renewal cycle of the city and the last day.</param>
/// <param name="LastDay">The day through which the contracts were in force.</param>
/// <param name="DueDay">By when heads must have rated; never before the day on which the contracts expired.</param>
/// <param name="Rated">Those of the contracts that have a signed rating already; none as long as nothing is rated before expiry.</param>
/// <param name="Continuing">Those of the contracts whose workers go on by the next one; null when there are none.</param>
/// <param name="Repeated">Those of the contracts that had expired before; null when there are none.</param>
[SubscribedBy("evaluation", "notification")]
public sealed record ContractsExpired(
    Guid BatchId, Guid CityId, Guid CycleId, DateOnly LastDay, DateOnly DueDay, IReadOnlyList<ExpiredUnit> Units,
    IReadOnlyList<Guid>? Rated = null, IReadOnlyList<ContinuingContract>? Continuing = null, IReadOnlyList<RepeatedExpiry>? Repeated = null);
