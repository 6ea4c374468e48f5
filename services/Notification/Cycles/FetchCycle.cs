namespace Workforce.Notification.Cycles;

/// <summary>A cycle as Contract has frozen it. <c>Peers/FrozenCycles</c> asks Contract.</summary>
public delegate Task<Cycle> FetchCycle(Guid cycleId, CancellationToken cancellation);
