using Microsoft.Extensions.Options;
using Workforce.Contract.Cycles;
using Workforce.Contract.Storage;

namespace Workforce.Contract.Expiry;

/// <summary>What a sweep works with, the same for all cities.</summary>
public sealed class SweepParts(
    DueDayTable dueDays, CycleOpening opening, ChunkExpiry chunks, WorkInFlight inFlight, SweepLog log, IOptions<SweepOptions> options)
{
    public DueDayTable DueDays { get; } = dueDays;
    public CycleOpening Opening { get; } = opening;
    public ChunkExpiry Chunks { get; } = chunks;
    public WorkInFlight InFlight { get; } = inFlight;
    public SweepLog Log { get; } = log;
    public SweepOptions Options { get; } = options.Value;
}
