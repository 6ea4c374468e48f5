namespace Workforce.Notification.Notices;

/// <summary>Names by worker; workers whom the register does not have are left out. <c>Peers/WorkerNames</c> asks Registry.</summary>
public delegate Task<IReadOnlyDictionary<Guid, string>> GetWorkerNames(IReadOnlyCollection<Guid> workerIds, CancellationToken cancellation);
