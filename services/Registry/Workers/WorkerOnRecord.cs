using Workforce.Registry.Contracts;

namespace Workforce.Registry.Workers;

/// <summary>A worker with all contracts, by first day.</summary>
public sealed record WorkerOnRecord(Worker Worker, IReadOnlyList<ContractPeriod> Periods);
