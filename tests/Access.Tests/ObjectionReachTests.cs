using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Evaluation.V1;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>Who reaches an objection: the worker the own one, superiors however far above, and by nothing else than objections.</summary>
[Collection(AccessCollection.Name)]
public sealed class ObjectionReachTests(AccessSystem system)
{
    // The assistant stands above the secretary, who stands above the heads of damkar and satpol.
    [Fact]
    public async Task ListObjections_ByWhoIsTwoAboveTheHead_IsLetInWhereListingsOfRatingsAreNot()
    {
        var token = TestTokens.Sign(new SetupToken("atasan-kupang", "atasan", [], []));
        var units = (await system.Client<CityService.CityServiceClient>("registry", token).ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = system.Kupang.Id }))
            .WorkUnits.ToDictionary(unit => unit.Code, unit => unit.Id);
        var requests = system.Client<EvaluationRequestService.EvaluationRequestServiceClient>("evaluation", token);

        // Of a unit that the caller stands next above, both are.
        await requests.ListRequestsAsync(new ListRequestsRequest { UnitId = units["unit-1"] });
        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(requests.ListRequestsAsync(new ListRequestsRequest { UnitId = units["damkar"] })));
        Assert.Equal(
            StatusCode.OK,
            await StatusAsync(system.Client<ObjectionService.ObjectionServiceClient>("evaluation", token).ListObjectionsAsync(new ListObjectionsRequest { UnitId = units["damkar"] })));
    }

    [Fact]
    public async Task Objections_ByTheWorkerAndByAnother_AreReachedByTheWorkerAlone()
    {
        var rows = system.Blitar.Rows!;
        var listed = Assert.Single((await system.Running["evaluation"].Client<ObjectionService.ObjectionServiceClient>().ListObjectionsAsync(
            new ListObjectionsRequest { RoundId = rows.RoundId })).Objections);
        var (own, another) = (Worker(listed.WorkerId), Worker(rows.WorkerId));

        Assert.Equal([listed], (await own.ListObjectionsAsync(new ListObjectionsRequest { RoundId = rows.RoundId })).Objections);
        Assert.Empty((await another.ListObjectionsAsync(new ListObjectionsRequest { RoundId = rows.RoundId })).Objections);
        var request = new FileObjectionRequest { RoundId = rows.RoundId, ContractId = listed.ContractId, Reason = "Bukan saya." };
        Assert.Equal(StatusCode.NotFound, await StatusAsync(another.FileObjectionAsync(request)));
        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(own.FileObjectionAsync(request)));
    }

    private ObjectionService.ObjectionServiceClient Worker(string workerId) => system.Client<ObjectionService.ObjectionServiceClient>(
        "evaluation", TestTokens.Sign(new SetupToken($"pegawai-{workerId}", "pegawai", [Role.Worker], [system.Blitar.Code]) { WorkerId = workerId }));

    private static async Task<StatusCode> StatusAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException failure)
        {
            return failure.StatusCode;
        }
    }
}
