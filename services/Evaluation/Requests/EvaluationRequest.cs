namespace Workforce.Evaluation.Requests;

/// <summary>A unit's head is asked to rate one worker's expired contract (permintaan penilaian kinerja).</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="ContractId">At most one request each.</param>
/// <param name="WorkerId">Whose contract it was.</param>
/// <param name="CityId">The city.</param>
/// <param name="CycleId">The renewal cycle in which the contract expired.</param>
/// <param name="UnitId">The work unit.</param>
/// <param name="HeadId">Who is asked: the head as the cycle froze it.</param>
/// <param name="DueDay">By when, in the city's calendar.</param>
/// <param name="State">Where it stands.</param>
public sealed record EvaluationRequest(
    Guid Id, Guid ContractId, Guid WorkerId, Guid CityId, Guid CycleId, Guid UnitId, Guid HeadId, DateOnly DueDay,
    RequestState State = RequestState.Open);
