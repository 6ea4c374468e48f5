using Workforce.Contract.Cities;
using Workforce.Contract.Cycles;

namespace Workforce.Contract.Expiry;

/// <summary>Ends, chunk by chunk, what is in force of one city on one day that is over.</summary>
internal sealed class DaySweep(City city, DueDay day, SweepParts parts)
{
    private readonly HashSet<Guid> _unknownUnits = [];
    private CycleSnapshot? _snapshot;
    private ChunkPosition _position;
    private bool _passEndedSome;
    private bool _passAtEnd;

    /// <summary>Expires the next chunk.</summary>
    /// <returns>Null when nothing is left, or only what another sweep has in hand.</returns>
    public async Task<SweptChunk?> NextAsync(CancellationToken cancellation)
    {
        if (_snapshot is null)
        {
            // A cycle is not opened for nothing.
            if (!day.HasContracts && await parts.DueDays.CloseAsync(city.Id, day.LastDay, cancellation))
                return null;
            _snapshot = await parts.Opening.OpenAsync(city, day.LastDay, cancellation);
        }

        while (!_passAtEnd || !await IsOverAsync(cancellation))
        {
            await parts.InFlight.WaitForRoomAsync(cancellation);
            if (await ExpireChunkAsync(_snapshot, cancellation) is { } chunk)
                return chunk;
        }
        return null;
    }

    // A pass goes once through units and contracts. What was added behind it meanwhile needs another; a pass that found
    // nothing although something is in force met another sweep's locks, or units that nobody knows.
    private async Task<bool> IsOverAsync(CancellationToken cancellation)
    {
        var endedSome = _passEndedSome;
        (_position, _passEndedSome, _passAtEnd) = (default, false, false);
        return await parts.DueDays.CloseAsync(city.Id, day.LastDay, cancellation) || !endedSome;
    }

    private async Task<SweptChunk?> ExpireChunkAsync(CycleSnapshot snapshot, CancellationToken cancellation)
    {
        using var span = SweepTelemetry.StartChunk(day.LastDay);
        var claim = new ChunkClaim(city.Id, day.LastDay, snapshot.Cycle.Id, _position, _unknownUnits, parts.Options.ChunkSize);
        var expired = await parts.Chunks.ExpireAsync(snapshot, claim, cancellation);
        if (expired.StrangeUnits.Count > 0)
        {
            _snapshot = await MeetAsync(snapshot, expired.StrangeUnits, cancellation);
            return await ExpireChunkAsync(_snapshot, cancellation);
        }
        _passAtEnd = expired.Contracts < claim.Size;
        if (expired.Contracts == 0)
            return null;
        (_position, _passEndedSome) = (expired.End, true);
        return new SweptChunk(snapshot.Cycle.Id, day.LastDay, expired.Contracts);
    }

    // Units that were registered after the cycle was opened join it; contracts of units that the register does not have wait
    // for the next sweep, and hold up nobody else's.
    private async Task<CycleSnapshot> MeetAsync(
        CycleSnapshot snapshot, IReadOnlyCollection<Guid> strangeUnits, CancellationToken cancellation)
    {
        var met = await parts.Opening.AddNewUnitsAsync(snapshot, cancellation);
        foreach (var unitId in strangeUnits.Where(unitId => !met.Units.ContainsKey(unitId)))
        {
            _unknownUnits.Add(unitId);
            parts.Log.UnitUnknown(unitId, city.Code, day.LastDay);
        }
        return met;
    }
}
