using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Identity;
using Workforce.Notification.V1;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>What a night leaves behind, seen by those whom it concerns and by those whom it does not. The story's day is 1 January 2021.</summary>
[Collection(AccessCollection.Name)]
public sealed class NightTests(AccessSystem system)
{
    private const string NikOfDamkar = "5371010101800001";

    [Fact]
    public async Task Night_EachSeesWhatConcernsThemAndTheLogsNameThem()
    {
        var cycle = await PlayAsync();
        Assert.Equal("Yohana Taek", Assert.Single(cycle.ExpiredBy).Name);

        await AssertLettersAsync(cycle.CycleId);
        await AssertRequestsAsync(cycle.CycleId);
        await AssertNoticesAsync(cycle.CycleId);
    }

    private async Task AssertLettersAsync(string cycleId)
    {
        var all = (await Letters(Hr("kupang")).ListLettersAsync(new ListLettersRequest { CycleId = cycleId })).Letters;
        Assert.Equal(2, all.Count);
        Assert.Empty((await Letters(Hr("blitar")).ListLettersAsync(new ListLettersRequest { CycleId = cycleId })).Letters);

        var own = Assert.Single((await Letters(Head("damkar")).ListLettersAsync(new ListLettersRequest { CycleId = cycleId })).Letters);
        Assert.Contains("Budi Damkar", (await Letters(Head("damkar")).GetLetterAsync(new GetLetterRequest { LetterId = own.Id })).Text, StringComparison.Ordinal);
        await AssertStatusAsync(StatusCode.NotFound, () => Letters(Head("satpol")).GetLetterAsync(new GetLetterRequest { LetterId = own.Id }).ResponseAsync);
        await AssertStatusAsync(StatusCode.NotFound, () => Letters(Hr("blitar")).GetLetterAsync(new GetLetterRequest { LetterId = own.Id }).ResponseAsync);

        var entry = (await AccessesAsync(await WorkerIdAsync())).First(access => access.Method.EndsWith("GetLetter", StringComparison.Ordinal));
        Assert.Equal(("kepala-damkar-kupang", $"letter {own.Id}"), (entry.By.Subject, entry.Selection));
    }

    private async Task AssertRequestsAsync(string cycleId)
    {
        var evaluation = system.Client<EvaluationRequestService.EvaluationRequestServiceClient>("evaluation", Head("damkar"));
        Assert.Equal(await WorkerIdAsync(), Assert.Single((await evaluation.ListRequestsAsync(new ListRequestsRequest { CycleId = cycleId })).Requests).WorkerId);
        var another = system.Client<EvaluationRequestService.EvaluationRequestServiceClient>("evaluation", Hr("blitar"));
        Assert.Empty((await another.ListRequestsAsync(new ListRequestsRequest { CycleId = cycleId })).Requests);
        Assert.Equal(0, (await another.CountRequestsAsync(new CountRequestsRequest { CycleId = cycleId })).Open);
        var contract = system.Client<CycleService.CycleServiceClient>("contract", Hr("blitar"));
        await AssertStatusAsync(StatusCode.NotFound, () => contract.GetCycleAsync(new GetCycleRequest { CycleId = cycleId }).ResponseAsync);
    }

    private async Task AssertNoticesAsync(string cycleId)
    {
        var workerId = await WorkerIdAsync();
        var worker = TestTokens.Sign(new SetupToken("budi", "Budi Damkar", [Role.Worker], ["kupang"]) { WorkerId = workerId });
        var own = Assert.Single((await Notices(worker).ListNoticesAsync(new ListNoticesRequest { CycleId = cycleId, WithText = true })).Notices);
        Assert.Equal(workerId, own.WorkerId);
        Assert.Contains("Budi Damkar", own.Text, StringComparison.Ordinal);
        Assert.Contains(await AccessesAsync(workerId), access => access.By.Subject == "budi" && access.Workers == 1);

        Assert.Empty((await Notices(Hr("blitar")).ListNoticesAsync(new ListNoticesRequest { WorkerId = workerId })).Notices);
        var count = await Notices(Hr("blitar")).CountNoticesAsync(new CountNoticesRequest { CycleId = cycleId });
        Assert.Equal((0, 0), (count.KeepWorking, count.StayHome));
    }

    private async Task<CycleProgress> PlayAsync()
    {
        var cityIt = TestTokens.Sign(new SetupToken("it", "Rudi", [Role.CityIt], ["kupang"]));
        await CityRules.DeclareAsync(system.Client<PolicyService.PolicyServiceClient>("contract", cityIt), system.Kupang.Id, "2020-12-30", "fire-service");
        var contracts = system.Client<ContractService.ContractServiceClient>("contract", Hr("kupang"));
        await Eventually.HoldsAsync(async () => (await contracts.CountContractsAsync(new CountContractsRequest { CityId = system.Kupang.Id })).InForce == 2, "the contracts have arrived");

        var cycles = system.Client<CycleService.CycleServiceClient>("contract", Hr("kupang"));
        await Eventually.HoldsAsync(
            async () => (await cycles.ExpireAsync(new ExpireRequest { CityId = system.Kupang.Id, AsOf = "2021-01-01" })).LeftOut.Count == 0, "the contracts expire");
        var cycle = (await cycles.ListCyclesAsync(new ListCyclesRequest { CityId = system.Kupang.Id })).Cycles[0];
        await Eventually.HoldsAsync(
            async () => (await cycles.ListCyclesAsync(new ListCyclesRequest { CityId = system.Kupang.Id })).Cycles[0] is { Notified: 2, Requested: 2 }, "all are notified");
        await system.AwaitCompletedAsync(cycle.CycleId);
        return cycle;
    }

    private LetterService.LetterServiceClient Letters(string token) => system.Client<LetterService.LetterServiceClient>("notification", token);

    private NoticeService.NoticeServiceClient Notices(string token) => system.Client<NoticeService.NoticeServiceClient>("notification", token);

    private static string Hr(string city) => TestTokens.Sign(new SetupToken($"hr-{city}", "Yohana Taek", [Role.Hr], [city]));

    private static string Head(string unit) => TestTokens.Sign(new SetupToken($"kepala-{unit}-kupang", unit, [], []));

    private async Task<string> WorkerIdAsync() =>
        (await system.Client<WorkerService.WorkerServiceClient>("registry", Hr("kupang")).FindWorkerAsync(new FindWorkerRequest { Nik = NikOfDamkar })).Worker.Id;

    private async Task<IReadOnlyList<V1.Access>> AccessesAsync(string workerId)
    {
        var auditor = TestTokens.Sign(new SetupToken("auditor", "auditor", [Role.Auditor], ["kupang"]));
        return (await system.Client<AccessLogService.AccessLogServiceClient>("notification", auditor).ListAccessesAsync(new ListAccessesRequest { WorkerId = workerId })).Accesses;
    }

    private static async Task AssertStatusAsync(StatusCode expected, Func<Task> call) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
}
