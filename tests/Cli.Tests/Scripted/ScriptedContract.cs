using Grpc.Core;
using Workforce.Contract.V1;

namespace Workforce.Cli.Tests.Scripted;

internal sealed class ScriptedPolicies : PolicyService.PolicyServiceBase
{
    public override Task<Policy> ApplyPolicy(ApplyPolicyRequest request, ServerCallContext context)
    {
        request.Policy.Version = 1;
        return Task.FromResult(request.Policy);
    }

    public override Task<ExemptionList> ApplyExemptionList(ApplyExemptionListRequest request, ServerCallContext context)
    {
        request.ExemptionList.Version = 1;
        return Task.FromResult(request.ExemptionList);
    }
}

internal sealed class ScriptedReminders(Script script) : ReminderService.ReminderServiceBase
{
    public override Task<CountRemindersReply> CountReminders(CountRemindersRequest request, ServerCallContext context) =>
        Task.FromResult(new CountRemindersReply { Counts = { script.Reminders.Where(count => request.LastDay is "" || request.LastDay == count.LastDay) } });
}

internal sealed class ScriptedContracts(Script script) : ContractService.ContractServiceBase
{
    public override Task<CountContractsReply> CountContracts(CountContractsRequest request, ServerCallContext context) =>
        Task.FromResult(new CountContractsReply
        {
            InForce = script.Periods.Count - script.Expired.Count - (script.ContractsMissing > 0 ? script.ContractsMissing-- : 0),
            Expired = script.Expired.Count,
        });

    public override Task<ListContractsReply> ListContracts(ListContractsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListContractsReply { Contracts = { request.State is ContractState.InForce ? InForce() : script.Expired } });

    private IEnumerable<ContractRecord> InForce() =>
        from period in script.Periods.ExceptBy(script.Expired.Select(contract => contract.Id), period => period.ContractId)
        orderby period.LastDay
        select new ContractRecord { Id = period.ContractId, WorkerId = period.WorkerId, UnitId = period.UnitId, LastDay = period.LastDay, State = ContractState.InForce };
}

internal sealed class ScriptedCycles(Script script) : CycleService.CycleServiceBase
{
    public override Task<ExpireReply> Expire(ExpireRequest request, ServerCallContext context)
    {
        var before = script.Expired.Count;
        script.Sweep();
        if (script.ExpiresUnavailable-- > 0)
            throw new RpcException(new Status(StatusCode.Unavailable, "the service is stopping; call again"));
        return Task.FromResult(new ExpireReply
        {
            ContractsExpired = script.Expired.Count - before,
            LeftOut = { script.LeftOut },
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        });
    }

    public override Task<ListLeftOutDaysReply> ListLeftOutDays(ListLeftOutDaysRequest request, ServerCallContext context) =>
        Task.FromResult(new ListLeftOutDaysReply { Days = { script.LeftOut } });

    public override Task<Cycle> GetCycle(GetCycleRequest request, ServerCallContext context) => Task.FromResult(new Cycle
    {
        Id = script.CycleId,
        LastDay = Script.LastDay,
        Units = { script.Units.Select(unit => new CycleUnit { UnitId = unit.Id, HeadId = unit.Head.Id, HeadName = $"{unit.Head.Name} lama", HeadTitle = $"Plt. {unit.Head.Title}" }) },
    });

    public override Task<ListCyclesReply> ListCycles(ListCyclesRequest request, ServerCallContext context)
    {
        var reply = new ListCyclesReply();
        if (script.Expired.Count > 0)
            reply.Cycles.Add(Progress());
        return Task.FromResult(reply);
    }

    public override Task WatchCycle(WatchCycleRequest request, IServerStreamWriter<CycleProgress> responseStream, ServerCallContext context) =>
        responseStream.WriteAsync(Progress(), context.CancellationToken);

    // The services' own counts, which need not agree with a listing that lost an entry.
    private CycleProgress Progress() => new()
    {
        CycleId = script.CycleId,
        LastDay = Script.LastDay,
        Expired = Swept,
        Continuing = script.Continuing,
        RequestsDue = Swept - script.Continuing,
        Requested = Swept - script.Continuing,
        Notified = Swept,
    };

    private int Swept => script.Periods.Count - script.LeftOut.Sum(day => day.Contracts);
}
