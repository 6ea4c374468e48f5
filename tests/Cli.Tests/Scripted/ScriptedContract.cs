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

internal sealed class ScriptedContracts(Script script) : ContractService.ContractServiceBase
{
    public override Task<CountContractsReply> CountContracts(CountContractsRequest request, ServerCallContext context) =>
        Task.FromResult(new CountContractsReply { InForce = script.Periods.Count - script.Expired.Count, Expired = script.Expired.Count });

    public override Task<ListContractsReply> ListContracts(ListContractsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListContractsReply { Contracts = { script.Expired } });
}

internal sealed class ScriptedCycles(Script script) : CycleService.CycleServiceBase
{
    public override Task<ExpireReply> Expire(ExpireRequest request, ServerCallContext context)
    {
        var before = script.Expired.Count;
        script.Sweep();
        return Task.FromResult(new ExpireReply { ContractsExpired = script.Expired.Count - before, TraceId = "4bf92f3577b34da6a3ce929d0e0e4736" });
    }

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
        Expired = script.Periods.Count,
        Requested = script.Periods.Count,
        Notified = script.Periods.Count,
    };
}
