using Grpc.Core;
using Workforce.Contract.Cities;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Errors;
using WorkUnit = Workforce.Contract.Cities.WorkUnit;

namespace Workforce.Contract.Peers;

/// <summary>Work units of a city, from Registry.</summary>
public sealed class RegisteredUnits(CityService.CityServiceClient registry)
{
    private const int LargestPage = 1_000;

    /// <summary>Implements <see cref="ListWorkUnits"/>.</summary>
    public async Task<IReadOnlyList<WorkUnit>> ListAsync(Guid cityId, CancellationToken cancellation)
    {
        var units = new List<WorkUnit>();
        var request = new ListWorkUnitsRequest { CityId = $"{cityId}", PageSize = LargestPage };
        do
        {
            var page = await PageAsync(request, cancellation);
            units.AddRange(page.WorkUnits.Select(Read));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return units;
    }

    private async Task<ListWorkUnitsReply> PageAsync(ListWorkUnitsRequest request, CancellationToken cancellation)
    {
        try
        {
            return await registry.ListWorkUnitsAsync(request, cancellationToken: cancellation);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound)
        {
            throw new NotFoundException("city", request.CityId);
        }
    }

    private static WorkUnit Read(Registry.V1.WorkUnit unit) => new(
        Guid.Parse(unit.Id), unit.Code, unit.Name, unit.Kind, Guid.Parse(unit.Head.Id), unit.Head.Name, unit.Head.Title);
}
