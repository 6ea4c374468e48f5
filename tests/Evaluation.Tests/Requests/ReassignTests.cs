using Grpc.Core;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Evaluation.Tests;

/// <summary>Open requests go to the head who is appointed now, by a paper.</summary>
[Collection(nameof(EvaluationService))]
public sealed class ReassignTests(EvaluationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    /// <summary>Scenario 4 of the renewal: 22 open requests go to the successor.</summary>
    [Fact]
    public async Task Reassign_22OpenOf24_GoToTheSuccessorByThePaperAndOnce()
    {
        var (city, cycle, unit) = await CycleAsync(24);
        await service.Running.ExecuteAsync("update evaluation_request set state = 3 where id in (select id from evaluation_request where cycle_id = $1 limit 2)", Guid.Parse(cycle));
        var successor = service.Heads.Appoint(city, unit, "Pejabat Baru");
        var request = RequestOf(cycle, unit);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => service.Client.ReassignRequestsAsync(request).ResponseAsync));
        var again = await service.Client.ReassignRequestsAsync(request);

        Assert.Equal([0, 22], both.Select(one => one.Requests).Order());
        Assert.Equal(("", 0, "Pejabat Baru"), (again.Id, again.Requests, again.HeadName));
        var listed = Assert.Single((await service.Client.ListReassignmentsAsync(new ListReassignmentsRequest { CycleId = cycle })).Reassignments);
        Assert.Equal(both.Single(one => one.Requests > 0), listed);
        Assert.Equal(("821.2/17", "2020-12-17", "Pejabat diganti"), (listed.Paper.Number, listed.Paper.Date, listed.Reason));
        var open = await service.Client.ListRequestsAsync(new ListRequestsRequest { HeadId = successor });
        Assert.Equal(22, open.Requests.Count);
        Assert.All(open.Requests, one => Assert.Equal((RequestState.Open, unit), (one.State, one.UnitId)));
    }

    [Fact]
    public async Task Reassign_UnitWithoutHead_IsRefusedAndSaysWhatToDo()
    {
        var (_, cycle, unit) = await CycleAsync(1);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await service.Client.ReassignRequestsAsync(RequestOf(cycle, unit)));

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.Contains("has no head on 2020-12-18: appoint one first", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("paper")]
    [InlineData("paper.number")]
    [InlineData("paper.date")]
    [InlineData("reason")]
    public async Task Reassign_FieldThatCannotBe_IsRefusedByItsName(string field)
    {
        var (city, cycle, unit) = await CycleAsync(1);
        service.Heads.Appoint(city, unit, "Pejabat Baru");
        var request = RequestOf(cycle, unit);
        if (field == "paper")
            request.Paper = null;
        if (field == "paper.number")
            request.Paper!.Number = "";
        if (field == "paper.date")
            request.Paper!.Date = "2020-12-19";
        if (field == "reason")
            request.Reason = new string('x', 501);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await service.Client.ReassignRequestsAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.StartsWith(field, failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reassign_UnitThatTheCycleDoesNotHave_IsNotFound()
    {
        var (_, cycle, _) = await CycleAsync(1);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await service.Client.ReassignRequestsAsync(RequestOf(cycle, $"{Guid.NewGuid()}")));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    private async Task<(string City, string Cycle, string Unit)> CycleAsync(int requests)
    {
        var batch = Batches.Of(Batches.Unit(requests)) with { CityId = EvaluationService.NewCity() };
        await service.PublishAndWaitAsync(batch, requests);
        return ($"{batch.CityId}", $"{batch.CycleId}", $"{batch.Units[0].UnitId}");
    }

    private static ReassignRequestsRequest RequestOf(string cycle, string unit) => new()
    {
        CycleId = cycle,
        UnitId = unit,
        Paper = new Paper { Number = "821.2/17", Date = "2020-12-17" },
        Reason = "Pejabat diganti",
    };
}
