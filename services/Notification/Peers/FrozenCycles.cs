using System.Collections.Concurrent;
using System.Collections.Immutable;
using Workforce.Notification.Circulars;
using Workforce.Notification.Cycles;
using Workforce.Notification.Storage;
using Workforce.Notification.Templates;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Notification.Peers;

/// <summary>Fetches what Contract froze into a cycle, once, and keeps it.</summary>
public sealed class FrozenCycles(
    Contract.V1.CycleService.CycleServiceClient contract, CycleTable cycles, TemplateLibrary templates)
{
    private const int CyclesRemembered = 2_000;

    private readonly ConcurrentDictionary<Guid, IReadOnlySet<Guid>> _unitsOf = [];
    private readonly SemaphoreSlim[] _learning = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Sees to it that the cycle is stored with these units, asking Contract when it is not.</summary>
    /// <returns>Those of the units that Contract does not have in the cycle either.</returns>
    /// <exception cref="Grpc.Core.RpcException">Contract cannot be reached, or does not know the cycle.</exception>
    public async Task<IReadOnlySet<Guid>> LearnAsync(
        Guid cycleId, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        if (AreKnown(cycleId, unitIds))
            return ImmutableHashSet<Guid>.Empty;

        // The batches of a new cycle come all at once; one of them asks, and the others find what it learned.
        var turn = _learning[(uint)cycleId.GetHashCode() % _learning.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            return AreKnown(cycleId, unitIds) ? ImmutableHashSet<Guid>.Empty : await AskAsync(cycleId, unitIds, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    private bool AreKnown(Guid cycleId, IReadOnlyCollection<Guid> unitIds) =>
        _unitsOf.TryGetValue(cycleId, out var known) && unitIds.All(known.Contains);

    private async Task<IReadOnlySet<Guid>> AskAsync(Guid cycleId, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        var unknown = await cycles.UnknownAsync(cycleId, unitIds, cancellation);
        if (unknown.Count == 0)
        {
            Remember(cycleId, unitIds);
            return unknown;
        }

        var request = new Contract.V1.GetCycleRequest { CycleId = $"{cycleId}" };
        var cycle = Read(await contract.GetCycleAsync(request, cancellationToken: cancellation));
        await cycles.StoreAsync(cycle, cancellation);
        Remember(cycleId, cycle.Units.Keys);
        return unknown.Except(cycle.Units.Keys).ToHashSet();
    }

    private void Remember(Guid cycleId, IEnumerable<Guid> unitIds)
    {
        if (_unitsOf.Count >= CyclesRemembered)
            _unitsOf.Clear();
        _unitsOf[cycleId] = unitIds.Concat(_unitsOf.GetValueOrDefault(cycleId, ImmutableHashSet<Guid>.Empty)).ToHashSet();
    }

    private Cycle Read(Contract.V1.Cycle cycle) => new(
        Field.Uuid("id", cycle.Id),
        Field.Uuid("city_id", cycle.CityId),
        cycle.CityName,
        Field.Day("last_day", cycle.LastDay),
        Field.Day("due_day", cycle.DueDay),
        Field.Day("stay_home_from", cycle.StayHomeFrom),
        cycle.Policy.ObjectionDays,
        cycle.Policy.AskAt,
        cycle.Policy.Language,
        cycle.ExemptionList.Number,
        Field.Day("decided_on", cycle.ExemptionList.DecidedOn),
        cycle.ExemptionList.Signatory.Name,
        cycle.ExemptionList.Signatory.Title,
        templates.NewestOf(CircularText.Template))
    {
        Units = cycle.Units.Select(Read).ToDictionary(unit => unit.UnitId),
    };

    private static CycleUnit Read(Contract.V1.CycleUnit unit) =>
        new(Field.Uuid("unit_id", unit.UnitId), unit.Name, unit.HeadName, unit.HeadTitle, unit.KeepsWorking);
}
