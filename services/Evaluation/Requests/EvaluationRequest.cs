namespace Workforce.Evaluation.Requests;

/// <summary>A unit's head is asked to rate one worker's expired contract (permintaan penilaian kinerja).</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="ContractId">At most one request each.</param>
/// <param name="CycleId">The renewal cycle in which the contract expired.</param>
/// <param name="HeadId">The head of the unit as the cycle froze it, or to whom it was reassigned since.</param>
/// <param name="DueDay">By when the head must have rated, in the city's calendar.</param>
/// <param name="Expiry">Which expiry of the contract asks: 0 is the first.</param>
public sealed record EvaluationRequest(
    Guid Id, Guid ContractId, Guid WorkerId, Guid CityId, Guid CycleId, Guid UnitId, Guid HeadId, DateOnly DueDay,
    RequestState State = RequestState.Open, short Expiry = 0);

/// <summary>The numbers are stored.</summary>
public enum RequestState : short
{
    /// <summary>Menunggu penilaian: the head has not rated yet.</summary>
    Open = 1,

    /// <summary>Ditarik: the register was corrected, and the contract has not expired.</summary>
    Withdrawn = 2,

    /// <summary>Dinilai: the contract has a signed rating, also one from before it expired.</summary>
    Satisfied = 3,
}

/// <summary>A day by which requests of a cycle are to be rated.</summary>
/// <param name="PolicyVersion">The rating policy that was in force on the day after expiry; null when the city had none.</param>
public sealed record RequestDueDay(Guid CityId, Guid CycleId, DateOnly DueDay, int? PolicyVersion);

/// <summary>Requests of a cycle that come with a batch of expired contracts.</summary>
/// <param name="LastDay">Of the contracts.</param>
public sealed record NewDueDay(Guid CityId, Guid CycleId, DateOnly DueDay, DateOnly LastDay);

/// <summary>Requests for which all that is given holds; null is any.</summary>
public sealed record RequestFilter(
    Guid? CityId = null, Guid? CycleId = null, Guid? UnitId = null, Guid? HeadId = null, Guid? ContractId = null,
    RequestState? State = null)
{
    /// <summary>Whether an index answers it; a state alone would read every request.</summary>
    public bool IsBounded => (CityId ?? CycleId ?? UnitId ?? HeadId ?? ContractId) is not null;
}
