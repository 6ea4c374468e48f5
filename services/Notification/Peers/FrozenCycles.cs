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
