using Workforce.ServiceDefaults.Access;

namespace Workforce.Evaluation.Requests;

/// <summary>That open requests of a unit went from one head to another (pengalihan permintaan penilaian), by a paper.</summary>
/// <param name="Id">UUIDv7; empty when nothing was another head's.</param>
/// <param name="HeadId">To whom.</param>
/// <param name="Requests">How many.</param>
/// <param name="PaperNumber">Of the paper by which the unit has another head (dokumen dasar).</param>
/// <param name="ReassignedAt">UTC, by the system's clock.</param>
public sealed record Reassignment(
    Guid Id, Guid CityId, Guid CycleId, Guid UnitId, Guid HeadId, string HeadName, int Requests, string PaperNumber, DateOnly PaperDate, string Reason,
    DateTime ReassignedAt, Actor By);

/// <summary>Why requests are to be reassigned.</summary>
public sealed record NewReassignment(Guid CycleId, Guid UnitId, string PaperNumber, DateOnly PaperDate, string Reason);

/// <summary>Who heads a unit, as cycles and requests name the person.</summary>
public sealed record UnitHead(Guid Id, string Name);

/// <summary>Who heads a unit of a city on a day, as Registry says; null when the unit has no head then.</summary>
public delegate Task<UnitHead?> FindUnitHead(Guid cityId, Guid unitId, DateOnly day, CancellationToken cancellation);
