using Microsoft.Extensions.DependencyInjection;
using Workforce.Contract.Events;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.Requests;
using Workforce.ServiceDefaults.Outbox;
using Workforce.Testing;
using Xunit;
using RequestState = Workforce.Evaluation.V1.RequestState;

namespace Workforce.Evaluation.Tests;

/// <summary>A rated contract has its request, and nothing is asked of the head any more, whichever comes first.</summary>
[Collection(nameof(EvaluationService))]
public sealed class SatisfiedTests(EvaluationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Batch_SomeAreRated_TheirRequestsAreBornSatisfiedAndAllAreReported()
    {
        var batch = Batches.Of(Batches.Unit(5));
        var rated = ContractsOf(batch)[1..4];
        batch = batch with { Rated = rated };

        await service.PublishAndWaitAsync(batch, requests: 5);

        Assert.Equal((2, 3, 0), await CountAsync(batch));
        Assert.Equal(5, (await service.ReportAsync(batch.BatchId)).As<EvaluationsRequested>().Requests);
        var satisfied = await service.Client.ListRequestsAsync(new() { CycleId = $"{batch.CycleId}", State = RequestState.Satisfied });
        Assert.Equal(rated.Select(id => $"{id}").Order(), satisfied.Requests.Select(request => request.ContractId).Order());
    }

    [Fact]
    public async Task Batch_WorkerGoesOnAndIsRated_HasARequestOnlyWhereThePastPeriodIsRated()
    {
        var batch = Batches.Of(Batches.Unit(2));
        var contracts = batch.Units[0].Contracts;
        batch = batch with
        {
            Rated = ContractsOf(batch),
            Continuing = [Batches.GoesOn(contracts[0], ratesPastPeriod: false), Batches.GoesOn(contracts[1], ratesPastPeriod: true)],
        };

        await service.PublishAndWaitAsync(batch, requests: 1);

        Assert.Equal((0, 1, 0), await CountAsync(batch));
    }

    [Fact]
    public async Task Satisfy_OpenRequests_AreSatisfiedOnce()
    {
        var batch = Batches.Of(Batches.Unit(3));
        await service.PublishAndWaitAsync(batch, requests: 3);

        Assert.Equal(2, await SatisfyAsync(ContractsOf(batch)[..2]));
        Assert.Equal(0, await SatisfyAsync(ContractsOf(batch)[..2]));

        Assert.Equal((1, 2, 0), await CountAsync(batch));
    }

    // Contract did not know of the rating yet when the contract expired.
    [Fact]
    public async Task Satisfy_BeforeABatchThatDoesNotSayIt_RequestIsBornSatisfied()
    {
        var batch = Batches.Of(Batches.Unit(3));

        Assert.Equal(0, await SatisfyAsync(ContractsOf(batch)[..1]));
        await service.PublishAndWaitAsync(batch, requests: 3);

        Assert.Equal((2, 1, 0), await CountAsync(batch));
    }

    [Fact]
    public async Task Satisfy_WhileABatchArrives_TheBatchWaitsAndItsRequestIsBornSatisfied()
    {
        var batch = Batches.Of(Batches.Unit(3));
        await using (var work = await service.Running.Services.GetRequiredService<Database>().BeginAsync(CancellationToken.None))
        {
            await RequestStore.SatisfyAsync(work, ContractsOf(batch)[..1], CancellationToken.None);
            await service.Broker.PublishAsync(batch.BatchId, batch);
            await Eventually.HoldsAsync(
                () => service.Running.ScalarAsync<bool>("select exists (select from pg_locks where not granted and mode = 'ShareLock' and relation = 'signing_lock'::regclass)"),
                "the batch waits");
            Assert.Equal(0, await service.CountAsync(batch.CycleId));
            await work.CommitAsync(CancellationToken.None);
        }

        await Eventually.HoldsAsync(async () => await service.CountAsync(batch.CycleId) == 3, "the requests are created");
        Assert.Equal((2, 1, 0), await CountAsync(batch));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Returned_RatedContract_IsWithdrawnAndWhenItExpiresAnewSatisfied(bool returnedFirst)
    {
        var batch = Batches.Of(Batches.Unit(2));
        var contract = batch.Units[0].Contracts[0];
        batch = batch with { Rated = [contract.ContractId] };
        var anew = batch with
        {
            BatchId = Guid.NewGuid(),
            Units = [Batches.Unit(1) with { Contracts = [contract] }],
            Repeated = [new RepeatedExpiry(contract.ContractId, 1)],
        };
        if (!returnedFirst)
            await service.PublishAndWaitAsync(batch, requests: 2);
        await ReturnAsync(batch, contract);
        if (returnedFirst)
            await service.PublishAndWaitAsync(batch, requests: 2);
        await Eventually.HoldsAsync(async () => await CountAsync(batch) == (1, 0, 1), "the request is withdrawn");

        // A rating of what is withdrawn satisfies nothing.
        Assert.Equal(0, await SatisfyAsync([contract.ContractId]));
        await service.Broker.PublishAsync(anew.BatchId, anew with { Rated = null });

        await Eventually.HoldsAsync(async () => await CountAsync(batch) == (1, 1, 0), "it is asked about anew, and rated");
        Assert.Equal(1, (await service.ReportAsync(anew.BatchId)).As<EvaluationsRequested>().Requests);
    }

    private static Guid[] ContractsOf(ContractsExpired batch) => [.. batch.Units.SelectMany(unit => unit.Contracts).Select(contract => contract.ContractId)];

    private async Task<int> SatisfyAsync(Guid[] contracts)
    {
        await using var work = await service.Running.Services.GetRequiredService<Database>().BeginAsync(CancellationToken.None);
        var satisfied = await RequestStore.SatisfyAsync(work, contracts, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        return satisfied;
    }

    private async Task<(int Open, int Satisfied, int Withdrawn)> CountAsync(ContractsExpired batch)
    {
        var counts = await service.Client.CountRequestsAsync(new() { CycleId = $"{batch.CycleId}" });
        return (counts.Open, counts.Satisfied, counts.Withdrawn);
    }

    private Task ReturnAsync(ContractsExpired batch, ExpiredContract contract) => service.Broker.PublishAsync(Guid.NewGuid(), new ContractsReturned(
        batch.CityId, batch.CycleId, [new ReturnedContract(contract.ContractId, contract.WorkerId, batch.Units[0].UnitId, 0, false, Batches.LastDay.AddYears(1), false)]));
}
