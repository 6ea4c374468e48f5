using Workforce.Contract.Events;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Evaluation.Tests;

/// <summary>An expiry is taken back, as the register was corrected: its request is withdrawn, whichever is heard of first.</summary>
[Collection(nameof(EvaluationService))]
public sealed class ContractsReturnedTests(EvaluationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Returned_BeforeOrAfterTheBatch_RequestIsWithdrawnAndTheBatchReportedWhole(bool first)
    {
        var batch = Batches.Of(Batches.Unit(3));
        if (!first)
            await service.PublishAndWaitAsync(batch, requests: 3);

        await ReturnAsync(batch, batch.Units[0].Contracts[1]);
        if (first)
            await service.PublishAndWaitAsync(batch, requests: 3);

        await Eventually.HoldsAsync(async () => await CountAsync(batch) == (2, 1), "one request is withdrawn");
        Assert.Equal(3, (await service.ReportAsync(batch.BatchId)).As<EvaluationsRequested>().Requests);
        var withdrawn = await service.Client.ListRequestsAsync(new() { CycleId = $"{batch.CycleId}", State = RequestState.Withdrawn });
        Assert.Equal($"{batch.Units[0].Contracts[1].ContractId}", Assert.Single(withdrawn.Requests).ContractId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExpiredAnew_BeforeOrAfterWhatItFollows_IsAskedOnceAndBothBatchesAreReportedWhole(bool anewFirst)
    {
        var batch = Batches.Of(Batches.Unit(2));
        var (unit, contract) = (Batches.Unit(1), batch.Units[0].Contracts[0]);
        var anew = batch with { BatchId = Guid.NewGuid(), Units = [unit with { Contracts = [contract] }], Repeated = [new RepeatedExpiry(contract.ContractId, 1)] };
        if (anewFirst)
            await service.PublishAndWaitAsync(anew, requests: 1);
        else
            await service.PublishAndWaitAsync(batch, requests: 2);
        await ReturnAndAwaitAsync(batch, contract);
        await service.PublishAndWaitAsync(anewFirst ? batch : anew, requests: 2);

        var reports = (await service.ReportsAsync(batch.CycleId, batches: 2)).Values.ToDictionary(report => report.BatchId, report => report.Requests);
        Assert.Equal((2, 1), (reports[batch.BatchId], reports[anew.BatchId]));
        await Eventually.HoldsAsync(async () => await CountAsync(batch) == (2, 0), "both are asked about");
        var request = Assert.Single((await service.Client.ListRequestsAsync(new() { ContractId = $"{contract.ContractId}" })).Requests);
        Assert.Equal((RequestState.Open, $"{unit.UnitId}"), (request.State, request.UnitId));
    }

    [Fact]
    public async Task ExpiredAnew_ReturnComesLast_BatchesAreReportedWhole()
    {
        var batch = Batches.Of(Batches.Unit(2));
        var (unit, contract) = (Batches.Unit(1), batch.Units[0].Contracts[0]);
        var anew = batch with { BatchId = Guid.NewGuid(), Units = [unit with { Contracts = [contract] }], Repeated = [new RepeatedExpiry(contract.ContractId, 1)] };
        await service.PublishAndWaitAsync(anew, requests: 1);
        await service.PublishAndWaitAsync(batch, requests: 2);
        var reports = (await service.ReportsAsync(batch.CycleId, batches: 2)).Values.ToDictionary(report => report.BatchId, report => report.Requests);

        await ReturnAsync(batch, contract);

        Assert.Equal((2, 1), (reports[batch.BatchId], reports[anew.BatchId]));
        Assert.Equal((2, 0), await CountAsync(batch));
    }

    [Theory]
    [InlineData("return first")]
    [InlineData("former first")]
    [InlineData("anew first")]
    [InlineData("return last")]
    public async Task ExpiredAnew_InAnotherCycleInAnyOrder_IsAskedThereAloneAndBothBatchesAreReportedWhole(string order)
    {
        var batch = Batches.Of(Batches.Unit(2));
        var (unit, contract) = (Batches.Unit(1), batch.Units[0].Contracts[0]);
        var anew = Batches.Of(unit with { Contracts = [contract] }) with
        {
            CityId = batch.CityId,
            LastDay = new(2020, 11, 30),
            DueDay = new(2020, 12, 14),
            Repeated = [new RepeatedExpiry(contract.ContractId, 1)],
        };
        var requests = new Dictionary<Guid, int>();
        Func<Task> former = () => ExpireAsync(batch), again = () => ExpireAsync(anew), returned = () => ReturnAndAwaitAsync(batch, contract);

        foreach (var step in order switch
        {
            "return first" => (Func<Task>[])[returned, former, again],
            "former first" => [former, returned, again],
            "anew first" => [again, returned, former],
            _ => [again, former, returned],
        })
            await step();

        await Eventually.HoldsAsync(async () => await CountAsync(batch) == (1, 0) && await CountAsync(anew) == (1, 0), "each cycle asks for one");
        var request = Assert.Single((await service.Client.ListRequestsAsync(new() { ContractId = $"{contract.ContractId}" })).Requests);
        Assert.Equal(
            (RequestState.Open, $"{anew.CycleId}", $"{unit.UnitId}", $"{unit.HeadId}", "2020-12-14"),
            (request.State, request.CycleId, request.UnitId, request.HeadId, request.DueDay));
        Assert.Equal((2, 1), (requests[batch.BatchId], requests[anew.BatchId]));

        async Task ExpireAsync(ContractsExpired expired)
        {
            await service.Broker.PublishAsync(expired.BatchId, expired);
            requests[expired.BatchId] = (await service.ReportAsync(expired.BatchId)).As<EvaluationsRequested>().Requests;
        }
    }

    [Theory]
    [InlineData("former first")]
    [InlineData("return first")]
    [InlineData("anew first")]
    public async Task ExpiredAnew_WorkerWentOnBefore_IsAskedOnceInAnyOrder(string order)
    {
        var batch = Batches.Of(Batches.Unit(2));
        var contract = batch.Units[0].Contracts[0];
        batch = batch with { Continuing = [Batches.GoesOn(contract, ratesPastPeriod: false)] };
        var anew = batch with
        {
            BatchId = Guid.NewGuid(),
            Units = [batch.Units[0] with { Contracts = [contract] }],
            Continuing = null,
            Repeated = [new RepeatedExpiry(contract.ContractId, 1)],
        };
        var requests = new Dictionary<Guid, int>();
        Func<Task> former = () => ExpireAsync(batch), again = () => ExpireAsync(anew), returned = () => ReturnAndAwaitAsync(batch, contract);

        foreach (var step in order switch
        {
            "former first" => (Func<Task>[])[former, returned, again, again],
            "return first" => [returned, again, former, again],
            _ => [again, returned, former, again],
        })
            await step();

        Assert.Equal((1, 1), (requests[batch.BatchId], requests[anew.BatchId]));
        Assert.Equal((2, 0), await CountAsync(batch));
        Assert.Equal(RequestState.Open, Assert.Single((await service.Client.ListRequestsAsync(new() { ContractId = $"{contract.ContractId}" })).Requests).State);

        // Under its id a message is handled once, so that what comes again has another.
        async Task ExpireAsync(ContractsExpired expired)
        {
            var isAgain = requests.ContainsKey(expired.BatchId);
            var id = isAgain ? Guid.NewGuid() : expired.BatchId;
            await service.Broker.PublishAsync(id, expired);
            var report = (await service.ReportAsync(expired.BatchId)).As<EvaluationsRequested>();
            if (isAgain)
                Assert.Equal(0, report.Requests);
            else
                requests[expired.BatchId] = report.Requests;
        }
    }

    [Fact]
    public async Task Returned_SameAgain_ChangesNothing()
    {
        var batch = Batches.Of(Batches.Unit(1));
        await service.PublishAndWaitAsync(batch, requests: 1);
        for (var time = 0; time < 3; time++)
            await ReturnAsync(batch, batch.Units[0].Contracts[0]);

        await Eventually.HoldsAsync(async () => await CountAsync(batch) == (0, 1), "the request is withdrawn");
        Assert.Equal(1, await ReturnedAsync(batch));
    }

    private Task ReturnAsync(ContractsExpired batch, ExpiredContract contract) => service.Broker.PublishAsync(Guid.NewGuid(), new ContractsReturned(
        batch.CityId, batch.CycleId, [new ReturnedContract(contract.ContractId, contract.WorkerId, batch.Units[0].UnitId, 0, false, Batches.LastDay.AddYears(1), false)]));

    private async Task ReturnAndAwaitAsync(ContractsExpired batch, ExpiredContract contract)
    {
        await ReturnAsync(batch, contract);
        await Eventually.HoldsAsync(async () => await ReturnedAsync(batch) == 1, "the return arrived");
    }

    private async Task<(int Open, int Withdrawn)> CountAsync(ContractsExpired batch)
    {
        var counts = await service.Client.CountRequestsAsync(new() { CycleId = $"{batch.CycleId}" });
        return (counts.Open, counts.Withdrawn);
    }

    private Task<long> ReturnedAsync(ContractsExpired batch) =>
        service.Running.ScalarAsync<long>("select count(*) from returned_contract where cycle_id = $1", batch.CycleId);
}
