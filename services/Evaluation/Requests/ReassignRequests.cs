using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Requests;

/// <summary>Gives the open requests of a unit in a cycle to who heads the unit today.</summary>
public sealed class ReassignRequests(
    Database database, RequestStore requests, FindUnitHead findUnitHead, CityDays days, EvaluationMetrics metrics, TimeProvider clock)
{
    /// <returns>Without an id when nothing was another head's.</returns>
    /// <exception cref="InvalidInputException">The paper's date is to come.</exception>
    /// <exception cref="NotFoundException">No request of the unit in the cycle is within reach.</exception>
    /// <exception cref="NotReadyException">The unit has no head today.</exception>
    public async Task<Reassignment> ReassignAsync(NewReassignment wanted, AllowedCall call, CancellationToken cancellation)
    {
        var cityId = await requests.FindCityAsync(wanted.CycleId, wanted.UnitId, call.Reach, cancellation)
            ?? throw new NotFoundException("evaluation request", $"unit {wanted.UnitId} in cycle {wanted.CycleId}");
        var today = await days.TodayAsync(cityId, cancellation);
        if (wanted.PaperDate > today)
            throw new InvalidInputException("paper.date", wanted.PaperDate.ToIso(), $"is to come; today is {today.ToIso()}");
        var head = await findUnitHead(cityId, wanted.UnitId, today, cancellation)
            ?? throw new NotReadyException($"the unit has no head on {today.ToIso()}: appoint one first");

        await using var work = await database.BeginAsync(cancellation);
        var reassigned = await RequestStore.ReassignAsync(work, wanted.CycleId, wanted.UnitId, head.Id, cancellation);
        var reassignment = new Reassignment(
            reassigned == 0 ? Guid.Empty : SequentialIds.Next(1)[0], cityId, wanted.CycleId, wanted.UnitId, head.Id, head.Name, reassigned, wanted.PaperNumber, wanted.PaperDate,
            wanted.Reason, clock.GetUtcNow().UtcDateTime, call.Actor);
        if (reassigned == 0)
            return reassignment;
        await ReassignmentStore.AddAsync(work, reassignment, cancellation);
        work.AfterCommit(() => metrics.RequestsReassigned(reassigned));
        await work.CommitAsync(cancellation);
        return reassignment;
    }
}
