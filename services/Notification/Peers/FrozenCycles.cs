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
    /// <summary>Sees to it that the cycle is stored with these units, asking Contract when it is not.</summary>
    /// <returns>Those of the units that Contract does not have in the cycle either.</returns>
    /// <exception cref="Grpc.Core.RpcException">Contract cannot be reached, or does not know the cycle.</exception>
    public async Task<IReadOnlySet<Guid>> LearnAsync(
        Guid cycleId, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        var unknown = await cycles.UnknownAsync(cycleId, unitIds, cancellation);
        if (unknown.Count == 0)
            return unknown;

        var request = new Contract.V1.GetCycleRequest { CycleId = $"{cycleId}" };
        var cycle = Read(await contract.GetCycleAsync(request, cancellationToken: cancellation));
        await cycles.StoreAsync(cycle, cancellation);
        return unknown.Except(cycle.Units.Keys).ToHashSet();
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
