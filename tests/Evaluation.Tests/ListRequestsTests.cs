using Grpc.Core;
using Workforce.Contract.Events;
using Workforce.Evaluation.V1;
using Xunit;

namespace Workforce.Evaluation.Tests;

[Collection(nameof(EvaluationService))]
public sealed class ListRequestsTests(EvaluationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task List_PageByPage_GivesEveryRequestOnceInOrder()
    {
        var batch = await RequestedAsync(Batches.Unit(7), Batches.Unit(4));

        var pages = await PagesAsync(new ListRequestsRequest { CycleId = $"{batch.CycleId}", PageSize = 3 });

        Assert.Equal([3, 3, 3, 2], pages.Select(page => page.Count));
        var requests = pages.SelectMany(page => page).ToList();
        Assert.Equal(
            batch.Units.SelectMany(unit => unit.Contracts).Select(contract => $"{contract.ContractId}").Order(),
            requests.Select(request => request.ContractId).Order());
        Assert.Equal(requests.Select(request => request.Id).Order(StringComparer.Ordinal), requests.Select(request => request.Id));
    }

    [Fact]
    public async Task List_LastPageFull_EndsWithAnEmptyPage()
    {
        var batch = await RequestedAsync(Batches.Unit(4));

        var pages = await PagesAsync(new ListRequestsRequest { CycleId = $"{batch.CycleId}", PageSize = 2 });

        Assert.Equal([2, 2, 0], pages.Select(page => page.Count));
    }

    [Fact]
    public async Task List_ByCityUnitHeadOrContract_GivesThose()
    {
        var batch = await RequestedAsync(Batches.Unit(2), Batches.Unit(3));
        var unit = batch.Units[1];

        Assert.Equal(5, await CountAsync(new() { CityId = $"{batch.CityId}" }));
        Assert.Equal(3, await CountAsync(new() { UnitId = $"{unit.UnitId}" }));
        Assert.Equal(3, await CountAsync(new() { HeadId = $"{unit.HeadId}" }));
        Assert.Equal(1, await CountAsync(new() { ContractId = $"{unit.Contracts[0].ContractId}" }));
        Assert.Equal(5, await CountAsync(new() { CycleId = $"{batch.CycleId}", State = RequestState.Open }));
        Assert.Equal(3, await CountAsync(new() { CityId = $"{batch.CityId}", HeadId = $"{unit.HeadId}" }));
        Assert.Equal(0, await CountAsync(new() { CityId = $"{Guid.NewGuid()}", HeadId = $"{unit.HeadId}" }));
    }

    [Fact]
    public async Task Count_Cycle_CountsItsOpenRequests()
    {
        var batch = await RequestedAsync(Batches.Unit(6));

        Assert.Equal(6, (await service.Client.CountRequestsAsync(new() { CycleId = $"{batch.CycleId}" })).Open);
        Assert.Equal(0, (await service.Client.CountRequestsAsync(new() { CycleId = $"{Guid.NewGuid()}" })).Open);
    }

    public static TheoryData<ListRequestsRequest, string> Wrong => new()
    {
        { new() { CityId = "kupang" }, "city_id 'kupang': is not a UUID" },
        { new(), "city_id: is required unless cycle_id, unit_id, head_id or contract_id is given" },
        { new() { State = RequestState.Open }, "city_id: is required unless cycle_id, unit_id, head_id or contract_id is given" },
        { new() { CycleId = $"{Guid.Empty}", State = (RequestState)9 }, "state '9': is not a state of a request" },
        { new() { CycleId = $"{Guid.Empty}", PageSize = -1 }, "page_size '-1': is below zero" },
        { new() { CycleId = $"{Guid.Empty}", PageToken = "nonsense" }, "page_token 'nonsense': is not a token of this listing" },
    };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task List_WrongField_IsRefusedByNameAndReason(ListRequestsRequest request, string detail)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await service.Client.ListRequestsAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, detail), (error.StatusCode, error.Status.Detail));
    }

    private async Task<ContractsExpired> RequestedAsync(params ExpiredUnit[] units)
    {
        var batch = Batches.Of(units);
        await service.PublishAndWaitAsync(batch, units.Sum(unit => unit.Contracts.Count));
        return batch;
    }

    private async Task<int> CountAsync(ListRequestsRequest request) => (await service.Client.ListRequestsAsync(request)).Requests.Count;

    private async Task<List<IReadOnlyList<EvaluationRequest>>> PagesAsync(ListRequestsRequest request)
    {
        List<IReadOnlyList<EvaluationRequest>> pages = [];
        do
        {
            var reply = await service.Client.ListRequestsAsync(request);
            pages.Add(reply.Requests);
            request.PageToken = reply.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return pages;
    }
}
