using Grpc.Core;
using Workforce.Registry.V1;

namespace Workforce.Evaluation.Tests.Ratings;

/// <summary>The units of the contracts that the register has.</summary>
internal sealed class UnitsPeer(RegisterPeer register) : CityService.CityServiceBase
{
    public override Task<GetWorkUnitsReply> GetWorkUnits(GetWorkUnitsRequest request, ServerCallContext context) => Task.FromResult(new GetWorkUnitsReply
    {
        WorkUnits =
        {
            register.Contracts.Values.Where(row => request.Ids.Contains(row.Contract.UnitId)).DistinctBy(row => row.Contract.UnitId)
                .Select(row => new WorkUnit { Id = row.Contract.UnitId, CityId = row.CityId }),
        },
    });
}
