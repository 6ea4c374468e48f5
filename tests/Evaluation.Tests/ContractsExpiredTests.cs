using Workforce.Contract.Events;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.V1;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.Testing;
using Xunit;

namespace Workforce.Evaluation.Tests;

[Collection(nameof(EvaluationService))]
public sealed class ContractsExpiredTests(EvaluationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Batch_TwoUnits_CreatesRequestsForEachContractAndReportsHowMany()
    {
        var batch = Batches.Of(Batches.Unit(3), Batches.Unit(2));

        await service.PublishAndWaitAsync(batch, requests: 5);

        var report = await ReportAsync(batch);
        Assert.Equal(DerivedId.From("evaluations-requested", batch.BatchId), report.MessageId);
        Assert.Equal(new EvaluationsRequested(batch.BatchId, batch.CycleId, 5), report.As<EvaluationsRequested>());
    }

    [Fact]
    public async Task Batch_SameMessageAgain_CreatesNothingAndIsReportedAgain()
    {
        var batch = Batches.Of(Batches.Unit(4));
        await service.PublishAndWaitAsync(batch, requests: 4);
        var first = await ReportAsync(batch);

        await service.PublishAndWaitAsync(batch, requests: 4);
        var second = await ReportAsync(batch);

        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Equal(first.Message.ToString(), second.Message.ToString());
        Assert.Equal(4, await service.CountAsync(batch.CycleId));
    }

    [Fact]
    public async Task Batch_ContractsOfAnotherBatch_ReportsOnlyTheNew()
    {
        var first = Batches.Of(Batches.Unit(3));
        await service.PublishAndWaitAsync(first, requests: 3);
        var unit = first.Units[0];
        var overlapping = first with
        {
            BatchId = Guid.NewGuid(),
            Units = [unit with { Contracts = [.. unit.Contracts, Batches.Contract(), Batches.Contract()] }],
        };

        await service.PublishAndWaitAsync(overlapping, requests: 5);

        Assert.Equal(2, (await ReportAsync(overlapping)).As<EvaluationsRequested>().Requests);
    }

    [Fact]
    public async Task Batch_NothingNew_IsReportedWithNone()
    {
        var first = Batches.Of(Batches.Unit(1));
        await service.PublishAndWaitAsync(first, requests: 1);
        var again = first with { BatchId = Guid.NewGuid() };

        await service.PublishAndWaitAsync(again, requests: 1);

        Assert.Equal(0, (await ReportAsync(again)).As<EvaluationsRequested>().Requests);
    }

    [Fact]
    public async Task Batch_TwoServicesAndManyConcurrentDuplicates_CreatesOneRequestEach()
    {
        var (city, cycle) = (Guid.NewGuid(), Guid.NewGuid());
        var units = Enumerable.Range(0, 8).Select(_ => Batches.Unit(40)).ToList();
        // Every contract is in two batches, in opposite orders, and every batch is sent three times.
        var batches = units
            .Select(unit => Batches.Of(unit))
            .Append(Batches.Of([.. units.AsEnumerable().Reverse().Select(unit => unit with { Contracts = [.. unit.Contracts.Reverse()] })]))
            .Select(batch => batch with { CityId = city, CycleId = cycle })
            .ToList();
        await using var second = await service.Running.StartAnotherAsync();

        await Task.WhenAll(
            from batch in batches
            from time in Enumerable.Range(0, 3)
            select service.Broker.PublishAsync(batch.BatchId, batch));

        await Eventually.HoldsAsync(async () => await service.Broker.CountAsync(EvaluationService.Queue) == 0, "the queue is empty");
        await Eventually.HoldsAsync(async () => await service.CountAsync(cycle) == 320, "each contract has its request");
        var reports = await service.ReportsAsync(cycle, batches.Count);
        Assert.Equal(320, reports.Values.Sum(report => report.Requests));
        Assert.Equal(320, await service.CountAsync(cycle));
        Assert.Empty(await service.Broker.TakeAsync(EvaluationService.DeadLetters));
    }

    [Fact]
    public async Task Batch_LargerThanPromised_IsHandled()
    {
        var batch = Batches.Of(Batches.Unit(1_300));

        await service.PublishAndWaitAsync(batch, requests: 1_300);
    }

    [Fact]
    public async Task Batch_UnitWithoutHead_IsDeadLetteredAloneWithTheReason()
    {
        var headless = Batches.Unit(2) with { HeadId = Guid.Empty };
        var batch = Batches.Of(Batches.Unit(3), headless);

        await service.PublishAndWaitAsync(batch, requests: 3);

        var deadLetter = Assert.Single(await DeadLettersAsync(1));
        var part = deadLetter.As<ContractsExpired>();
        Assert.Equal(headless.Contracts, Assert.Single(part.Units).Contracts);
        Assert.Equal((batch.CityId, batch.CycleId), (part.CityId, part.CycleId));
        Assert.Contains($"unit {headless.UnitId} has no head", deadLetter.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_MalformedThroughout_IsDeadLettered()
    {
        var batch = Batches.Of(Batches.Unit(3)) with { CycleId = Guid.Empty };

        await service.Broker.PublishAsync(batch.BatchId, batch);

        var deadLetter = Assert.Single(await DeadLettersAsync(1));
        Assert.Equal(batch.BatchId, deadLetter.MessageId);
        Assert.Contains("cycle_id is missing", deadLetter.Fault, StringComparison.Ordinal);
        Assert.Equal(0, await service.CountAsync(Guid.Empty));
    }

    [Fact]
    public async Task Batch_WithMalformedPartAgain_DeadLettersItOnce()
    {
        var batch = Batches.Of(Batches.Unit(1), Batches.Unit(2) with { HeadId = Guid.Empty });
        await service.PublishAndWaitAsync(batch, requests: 1);
        await ReportAsync(batch);

        await service.Broker.PublishAsync(batch.BatchId, batch);

        await ReportAsync(batch);
        Assert.Single(await DeadLettersAsync(1));
    }

    [Fact]
    public async Task Batch_DeadLetteredPartMendedAndSentAgain_IsHandledAndReported()
    {
        var batch = Batches.Of(Batches.Unit(1), Batches.Unit(2) with { HeadId = Guid.Empty });
        await service.PublishAndWaitAsync(batch, requests: 1);
        var first = await ReportAsync(batch);
        var deadLetter = Assert.Single(await DeadLettersAsync(1));
        var part = deadLetter.As<ContractsExpired>();

        await service.Broker.PublishAsync(deadLetter.MessageId, part with { Units = [part.Units[0] with { HeadId = Guid.NewGuid() }] });

        var second = await ReportAsync(batch);
        Assert.NotEqual(first.MessageId, second.MessageId);
        Assert.Equal(2, second.As<EvaluationsRequested>().Requests);
        Assert.Equal(3, await service.CountAsync(batch.CycleId));
    }

    [Fact]
    public async Task Batch_WorkerGoesOn_HasARequestOnlyWhereThePastPeriodIsRated()
    {
        var batch = Batches.Of(Batches.Unit(3));
        var contracts = batch.Units[0].Contracts;
        batch = batch with { Continuing = [Batches.GoesOn(contracts[0], ratesPastPeriod: false), Batches.GoesOn(contracts[1], ratesPastPeriod: true)] };

        await service.PublishAndWaitAsync(batch, requests: 2);

        Assert.Equal(2, (await ReportAsync(batch)).As<EvaluationsRequested>().Requests);
        var listed = await service.Client.ListRequestsAsync(new ListRequestsRequest { CycleId = $"{batch.CycleId}" });
        Assert.Equal(
            contracts.Skip(1).Select(contract => $"{contract.ContractId}").Order(StringComparer.Ordinal),
            listed.Requests.Select(request => request.ContractId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Batch_AllWorkersGoOn_IsReportedWithNone()
    {
        var batch = Batches.Of(Batches.Unit(2));
        batch = batch with { Continuing = [.. batch.Units[0].Contracts.Select(contract => Batches.GoesOn(contract, ratesPastPeriod: false))] };

        await service.PublishAndWaitAsync(batch, requests: 0);

        Assert.Equal(0, (await ReportAsync(batch)).As<EvaluationsRequested>().Requests);
    }

    [Fact]
    public async Task Batch_NextContractIsMissing_DeadLettersThatContractAlone()
    {
        var batch = Batches.Of(Batches.Unit(2));
        var contract = batch.Units[0].Contracts[0];
        batch = batch with { Continuing = [Batches.GoesOn(contract, ratesPastPeriod: false) with { NextContractId = Guid.Empty }] };

        await service.PublishAndWaitAsync(batch, requests: 1);

        var deadLetter = Assert.Single(await DeadLettersAsync(1));
        Assert.Equal(contract, Assert.Single(Assert.Single(deadLetter.As<ContractsExpired>().Units).Contracts));
        Assert.Contains($"contract {contract.ContractId} continues without its next contract", deadLetter.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_Handled_CanBeListed()
    {
        var batch = Batches.Of(Batches.Unit(1));
        await service.PublishAndWaitAsync(batch, requests: 1);
        var contract = batch.Units[0].Contracts[0];

        var reply = await service.Client.ListRequestsAsync(new ListRequestsRequest { ContractId = $"{contract.ContractId}" });

        var request = Assert.Single(reply.Requests);
        Assert.Equal($"{contract.WorkerId}", request.WorkerId);
        Assert.Equal($"{batch.Units[0].HeadId}", request.HeadId);
        Assert.Equal("2021-01-14", request.DueDay);
        Assert.Equal(RequestState.Open, request.State);
    }

    private Task<WireMessage> ReportAsync(ContractsExpired batch) => service.ReportAsync(batch.BatchId);

    // Called by the tests that send what is malformed: MassTransit logs what it dead-letters as an error.
    private Task<IReadOnlyList<WireMessage>> DeadLettersAsync(int count)
    {
        service.Running.Log.Expect(nameof(MalformedEventException));
        return service.Broker.TakeAsync(EvaluationService.DeadLetters, count);
    }
}
