using Workforce.Contract.V1;
using Workforce.Notification.Circulars;
using Workforce.Documents;
using Workforce.ServiceDefaults.Rpc;
using Cycle = Workforce.Notification.Cycles.Cycle;
using CycleUnit = Workforce.Notification.Cycles.CycleUnit;

namespace Workforce.Notification.Peers;

/// <summary>Cycles, from Contract.</summary>
public sealed class FrozenCycles(CycleService.CycleServiceClient contract, TemplateLibrary templates)
{
    /// <summary>Implements <see cref="Cycles.FetchCycle"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Contract is unreachable, or does not have the cycle.</exception>
    public async Task<Cycle> FetchAsync(Guid cycleId, CancellationToken cancellation) =>
        Read(await contract.GetCycleAsync(new GetCycleRequest { CycleId = $"{cycleId}" }, cancellationToken: cancellation));

    private Cycle Read(Contract.V1.Cycle cycle) => new(
        Field.Uuid("id", cycle.Id),
        Field.Uuid("city_id", cycle.CityId),
        cycle.CityName,
        Field.Day("last_day", cycle.LastDay),
        Field.Day("due_day", cycle.DueDay),
        Field.Day("stay_home_from", cycle.StayHomeFrom),
        ObjectionDaysOf(cycle.Policy),
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

#pragma warning disable CS0612 // A Contract of before says it by its former name alone.
    private static int ObjectionDaysOf(Policy policy) => policy.Objection?.Days ?? policy.ObjectionDays;
#pragma warning restore CS0612

    private static CycleUnit Read(Contract.V1.CycleUnit unit) =>
        new(Field.Uuid("unit_id", unit.UnitId), unit.Name, unit.HeadName, unit.HeadTitle, unit.KeepsWorking);
}
