using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Access.V1;
using Workforce.Contract.Willingness;
using Workforce.Identity;
using Workforce.Registry.Events;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Outbox;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>What workers say of going on: their own word, or by the personnel office on paper; the latest counts.</summary>
[Collection(Servers.Name)]
public sealed class StatementTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    private static readonly Paper Paper = new() { Number = "800/7", Date = "2020-12-28" };

    private V1.WillingnessService.WillingnessServiceClient Office => host.Running.Client<V1.WillingnessService.WillingnessServiceClient>();

    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Record_OnPaper_IsListedAndTheSameAgainChangesNothing()
    {
        var (town, contracts) = await host.EndOfYearAsync();

        var reply = await Office.RecordStatementsAsync(Said(town, OnPaper(contracts[0], V1.Willingness.NotWilling)));
        var again = await Office.RecordStatementsAsync(Said(town, OnPaper(contracts[0], V1.Willingness.NotWilling, "2020-12-28")));

        Assert.Equal(((1, 0, 0), (0, 1, 0)), (Counts(reply), Counts(again)));
        var listed = Assert.Single(await ListAsync(town));
        Assert.Equal((reply.Outcomes[0].Statement, reply.Outcomes[0].Statement), (listed, again.Outcomes[0].Statement));
        Assert.Equal(
            ($"{contracts[0].ContractId}", $"{contracts[0].WorkerId}", V1.Willingness.NotWilling, "2020-12-28", Paper, host.Clock.GetUtcNow()),
            (listed.ContractId, listed.WorkerId, listed.Willingness, listed.SaidOn, listed.Paper, listed.RecordedAt.ToDateTimeOffset()));
    }

    [Fact]
    public async Task Record_ByTheWorker_IsOfTheOwnContractTodayWithoutAPaper()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var worker = Worker(town, contracts[0]);
        var own = new V1.NewStatement { ContractId = $"{contracts[0].ContractId}", Willingness = V1.Willingness.Willing };

        var reply = await worker.RecordStatementsAsync(Said(town, own, new(own) { ContractId = $"{contracts[1].ContractId}" }, OnPaper(contracts[0]), new(own) { SaidOn = "2020-12-31" }));

        Assert.Equal((1, 0, 3), Counts(reply));
        Assert.Equal(("2021-01-01", null), (reply.Outcomes[0].Statement.SaidOn, reply.Outcomes[0].Statement.Paper));
        Assert.Equal(
            [("contract", "statements[1].contract_id"), ("paper", "statements[2].paper.number"), ("said_on", "statements[3].said_on")],
            reply.Outcomes.Skip(1).Select(outcome => (outcome.Refusal.Rule, outcome.Refusal.Field)));
        Assert.Single((await worker.ListStatementsAsync(new V1.ListStatementsRequest { CityId = $"{town.Id}" })).Statements);
        Assert.Empty((await Worker(town, contracts[1]).ListStatementsAsync(new V1.ListStatementsRequest { CityId = $"{town.Id}" })).Statements);
    }

    [Fact]
    public async Task Record_WhatCannotBe_IsRefusedRowByRow()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var vendors = town.Contract("2020-01-01", "2020-12-31", vendor: Guid.CreateVersion7());
        await town.RegisterAsync(vendors);

        var reply = await Office.RecordStatementsAsync(Said(
            town, OnPaper(contracts[0]), new() { ContractId = $"{contracts[1].ContractId}", Willingness = V1.Willingness.Willing }, OnPaper(vendors),
            OnPaper(contracts[2], saidOn: "2021-01-02"), OnPaper(contracts[3], saidOn: "2020-12-27"),
            new() { ContractId = $"{contracts[4].ContractId}", Willingness = V1.Willingness.Willing, Paper = new Paper { Number = "1", Date = "2019-12-31" } }));

        Assert.Equal((1, 0, 5), Counts(reply));
        Assert.Equal(
            [
                ("paper", "statements[1].paper.number", "is required of the personnel office"),
                ("contract", "statements[2].contract_id", "is a contract with a vendor, and the city renews its own"),
                ("said_on", "statements[3].said_on", "is to come; today is 2021-01-01"),
                ("paper", "statements[4].paper.date", "is after 2020-12-27, on which it was said"),
                ("said_on", "statements[5].said_on", "is before 2020-01-01, the contract's first day"),
            ],
            reply.Outcomes.Skip(1).Select(outcome => (outcome.Refusal.Rule, outcome.Refusal.Field, outcome.Refusal.Reason)));
        Assert.All(reply.Outcomes.Skip(1), outcome => Assert.NotEmpty(outcome.Refusal.WhatToDo));
    }

    // By the day on which it was said, then by the moment of recording: a paper that comes late does not replace what was said after it.
    [Fact]
    public async Task List_SeveralOfAContract_HasTheLatestAndAllOnRequest()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await Office.RecordStatementsAsync(Said(town, OnPaper(contracts[0], V1.Willingness.Willing, "2020-12-30")));
        host.Clock.Set("2021-01-02T09:00:00+08:00");
        await Office.RecordStatementsAsync(Said(town, OnPaper(contracts[0], V1.Willingness.NotWilling, "2020-12-29")));
        Assert.Equal("2020-12-30", Assert.Single(await ListAsync(town)).SaidOn);

        host.Clock.Set("2021-01-03T09:00:00+08:00");
        await Office.RecordStatementsAsync(Said(town, OnPaper(contracts[0], V1.Willingness.NotWilling, "2020-12-30")));

        Assert.Equal((V1.Willingness.NotWilling, "2020-12-30"), (await ListAsync(town)).Select(one => (one.Willingness, one.SaidOn)).Single());
        Assert.Equal(3, (await ListAsync(town, all: true)).Count);
        Assert.Equal(Answer.Willing, await LatestAsync(contracts[0], "2021-01-02"));
        Assert.Equal(Answer.NotWilling, await LatestAsync(contracts[0], "2021-01-03"));
    }

    // Word by word the latest counts, also on one day.
    [Fact]
    public async Task Record_WorkerChangesTheMindTwiceOnADay_TheLastWordCounts()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var worker = Worker(town, contracts[0]);
        V1.NewStatement Own(V1.Willingness willingness) => new() { ContractId = $"{contracts[0].ContractId}", Willingness = willingness };

        var reply = await worker.RecordStatementsAsync(Said(town, Own(V1.Willingness.Willing), Own(V1.Willingness.NotWilling)));
        var back = await worker.RecordStatementsAsync(Said(town, Own(V1.Willingness.Willing), Own(V1.Willingness.Willing)));

        Assert.Equal(((2, 0, 0), (1, 1, 0)), (Counts(reply), Counts(back)));
        Assert.Equal(V1.Willingness.Willing, Assert.Single(await ListAsync(town)).Willingness);
    }

    [Fact]
    public async Task Record_BySeveralInstancesAtOnceAndByARequestId_IsRecordedOnce()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await using var another = await host.Running.StartAnotherAsync();
        V1.WillingnessService.WillingnessServiceClient[] clients = [Office, another.Client<V1.WillingnessService.WillingnessServiceClient>()];
        var request = Said(town, OnPaper(contracts[1]));
        request.RequestId = $"{Guid.NewGuid()}";

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => clients[n % 2].RecordStatementsAsync(Said(town, OnPaper(contracts[0]))).ResponseAsync));
        var named = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => clients[n % 2].RecordStatementsAsync(request).ResponseAsync));
        var other = await Assert.ThrowsAsync<RpcException>(() => Office.RecordStatementsAsync(new(request) { Statements = { OnPaper(contracts[2]) } }).ResponseAsync);

        Assert.Equal((1, 7), (replies.Sum(reply => reply.Recorded), replies.Sum(reply => reply.Unchanged)));
        Assert.All(named, reply => Assert.Equal((named[0], 1), (reply, reply.Recorded)));
        Assert.Equal(StatusCode.FailedPrecondition, other.StatusCode);
        Assert.Equal(2, (await ListAsync(town, all: true)).Count);
    }

    [Fact]
    public async Task Table_WhatWasSaid_IsNotChanged()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await Office.RecordStatementsAsync(Said(town, OnPaper(contracts[0])));

        foreach (var sql in (string[])["update statement set willingness = 2", "delete from statement", "truncate statement"])
            Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.Running.ExecuteAsync(sql))).SqlState);
    }

    private V1.WillingnessService.WillingnessServiceClient Worker(Town town, RegisteredContract contract) => new(TestTokens.Open(
        host.Running.Address, _ => TestTokens.Sign(new SetupToken($"pegawai-{contract.WorkerId}", "Pegawai", [Role.Worker], [host.CodeOf(town)]) { WorkerId = $"{contract.WorkerId}" })));

    private async Task<IReadOnlyList<V1.Statement>> ListAsync(Town town, bool all = false) =>
        (await Office.ListStatementsAsync(new V1.ListStatementsRequest { CityId = $"{town.Id}", WithReplaced = all })).Statements;

    private async Task<Answer> LatestAsync(RegisteredContract contract, string knownOn)
    {
        await using var work = await host.Running.Services.GetRequiredService<Database>().BeginAsync(CancellationToken.None);
        var latest = await StatementStore.ListLatestAsync(
            work, [contract.ContractId], DateTime.SpecifyKind(Town.Day(knownOn).ToDateTime(new TimeOnly(12, 0)), DateTimeKind.Utc), CancellationToken.None);
        return latest[contract.ContractId].Answer;
    }

    private static V1.RecordStatementsRequest Said(Town town, params V1.NewStatement[] statements) => new() { CityId = $"{town.Id}", Statements = { statements } };

    private static V1.NewStatement OnPaper(RegisteredContract contract, V1.Willingness willingness = V1.Willingness.Willing, string saidOn = "") =>
        new() { ContractId = $"{contract.ContractId}", Willingness = willingness, SaidOn = saidOn, Paper = Paper };

    private static (int, int, int) Counts(V1.RecordStatementsReply reply) => (reply.Recorded, reply.Unchanged, reply.Refused);
}
