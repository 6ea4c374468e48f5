using Microsoft.Extensions.Options;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;

namespace Workforce.Contract.Sweeps;

/// <summary>What a sweep calls, the same for all cities.</summary>
public sealed class SweepSteps(
    CheckArrivals checkArrivals, UnsweptDayStore unsweptDays, OpenCycle openCycle, AddUnits addUnits, ExpireChunk expireChunk, ContractsInFlight inFlight, SweepLog log,
    ContractMetrics metrics, TimeProvider clock, IOptions<SweepOptions> options)
{
    public CheckArrivals CheckArrivals { get; } = checkArrivals;
    public UnsweptDayStore UnsweptDays { get; } = unsweptDays;
    public OpenCycle OpenCycle { get; } = openCycle;
    public AddUnits AddUnits { get; } = addUnits;
    public ExpireChunk ExpireChunk { get; } = expireChunk;
    public ContractsInFlight InFlight { get; } = inFlight;
    public SweepLog Log { get; } = log;
    public ContractMetrics Metrics { get; } = metrics;
    public TimeProvider Clock { get; } = clock;
    public SweepOptions Options { get; } = options.Value;
}
