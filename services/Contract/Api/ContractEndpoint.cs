using Grpc.Core;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

public sealed class ContractEndpoint(ContractStore contracts, RefusedContractStore refused, CycleStore cycles) : V1.ContractService.ContractServiceBase
{
    private const int UsualPage = 500;
    private const int LargestPage = 5_000;

    public override async Task<V1.ListContractsReply> ListContracts(V1.ListContractsRequest request, ServerCallContext context)
    {
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);
        var reach = context.Allowed().Reach;
        var filter = await FilterAsync(request, reach, context.CancellationToken);
        var rows = await contracts.ListAsync(filter, ContractWire.AfterFrom(page), page.Size, reach, context.CancellationToken);
        return new V1.ListContractsReply
        {
            Contracts = { rows.Select(ContractWire.ToWire) },
            NextPageToken = page.Next(rows, ContractWire.KeyOf),
        };
    }

    public override async Task<V1.CountContractsReply> CountContracts(V1.CountContractsRequest request, ServerCallContext context)
    {
        var counts = await contracts.CountAsync(Field.Uuid("city_id", request.CityId), context.CancellationToken);
        return new V1.CountContractsReply { InForce = counts.InForce, Expired = counts.Expired, Refused = counts.Refused, Withdrawn = counts.Withdrawn };
    }

    public override async Task<V1.ListRefusedContractsReply> ListRefusedContracts(
        V1.ListRefusedContractsRequest request, ServerCallContext context)
    {
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);
        var cityId = Field.Uuid("city_id", request.CityId);
        var rows = await refused.ListAsync(cityId, RefusedContractWire.AfterFrom(page), page.Size, context.CancellationToken);
        return new V1.ListRefusedContractsReply
        {
            Contracts = { rows.Select(RefusedContractWire.ToWire) },
            NextPageToken = page.Next(rows, RefusedContractWire.KeyOf),
        };
    }

    private async Task<ContractFilter> FilterAsync(V1.ListContractsRequest request, Reach reach, CancellationToken cancellation)
    {
        var cityId = Field.OptionalUuid("city_id", request.CityId);
        var workerId = Field.OptionalUuid("worker_id", request.WorkerId);
        var unitId = Field.OptionalUuid("unit_id", request.UnitId);
        var cycleId = Field.OptionalUuid("cycle_id", request.CycleId);
        var expired = ContractWire.IsExpired(request.State);
        if (cityId is null && workerId is null && cycleId is null)
            throw new InvalidInputException("city_id", null, "is required unless worker_id or cycle_id is given");

        if (cycleId is null)
            return new ContractFilter(cityId, workerId, unitId, LastDay: null, CycleId: null, expired);
        // A cycle is a city and a day, which is what the index has.
        var cycle = await cycles.FindAsync(cycleId.Value, reach, cancellation) ?? throw new NotFoundException("cycle", request.CycleId);
        if (cityId is not null && cityId != cycle.CityId)
            throw new InvalidInputException("cycle_id", request.CycleId, "is a cycle of another city than city_id");
        return new ContractFilter(cycle.CityId, workerId, unitId, cycle.LastDay, cycle.Id, expired);
    }
}
