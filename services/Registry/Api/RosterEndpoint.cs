using Grpc.Core;
using Workforce.Registry.Rosters;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/rosters.proto</c>.</summary>
public sealed class RosterEndpoint(RosterStore rosters, ListRoster listRoster, FindContracts findContracts) : V1.RosterService.RosterServiceBase
{
    private const int UsualPage = 500;
    private const int LargestPage = 1_000;
    private const int ContractsPerMessage = 10_000;

    public override async Task<V1.CountRosterReply> CountRoster(V1.CountRosterRequest request, ServerCallContext context)
    {
        var roster = RosterWire.RosterFrom(request.CityId, request.UnitIds, request.PeriodFrom, request.PeriodTo);
        var units = await rosters.CountAsync(roster, context.CancellationToken);
        return new V1.CountRosterReply { Units = { units.Select(unit => new V1.UnitCount { UnitId = $"{unit.UnitId}", Contracts = unit.Contracts }) } };
    }

    public override async Task<V1.CountPersonsReply> CountPersons(V1.CountPersonsRequest request, ServerCallContext context)
    {
        var (beganBy, endedFrom) = (Field.Day("began_by", request.BeganBy), Field.Day("ended_from", request.EndedFrom));
        var units = await rosters.CountPersonsAsync(Field.Uuid("city_id", request.CityId), beganBy, endedFrom, context.CancellationToken);
        return new V1.CountPersonsReply { Units = { units.Select(unit => new V1.UnitPersons { UnitId = $"{unit.UnitId}", Persons = unit.Persons }) } };
    }

    public override async Task ListRosterContracts(
        V1.ListRosterContractsRequest request, IServerStreamWriter<V1.RosterContracts> responseStream, ServerCallContext context)
    {
        var roster = RosterWire.RosterFrom(request.CityId, request.UnitIds, request.PeriodFrom, request.PeriodTo);
        foreach (var unit in await rosters.ListContractsAsync(roster, context.CancellationToken))
            foreach (var contractIds in unit.ContractIds.Chunk(ContractsPerMessage))
                await responseStream.WriteAsync(
                    new V1.RosterContracts { UnitId = $"{unit.UnitId}", ContractIds = { contractIds.Select(id => $"{id}") } }, context.CancellationToken);
    }

    public override async Task<V1.ListRosterReply> ListRoster(V1.ListRosterRequest request, ServerCallContext context)
    {
        var roster = RosterWire.RosterFrom(request.CityId, request.UnitIds, request.PeriodFrom, request.PeriodTo);
        if (roster.UnitIds.Length == 0)
            throw new InvalidInputException("unit_ids", null, "are required");
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var entries = await listRoster.ListAsync(roster, RosterWire.AfterFrom(page), page.Size, context.Allowed(), context.CancellationToken);
        return new V1.ListRosterReply
        {
            Entries = { entries.Select(RosterWire.ToWire) },
            NextPageToken = page.Next(entries, entry => PageKey.Of(entry.UnitId, entry.ContractId)),
        };
    }

    public override async Task<V1.FindContractsReply> FindContracts(V1.FindContractsRequest request, ServerCallContext context)
    {
        var (cityId, (contractIds, niks)) = (Field.Uuid("city_id", request.CityId), RosterWire.SoughtFrom(request));
        var found = await findContracts.FindAsync(cityId, contractIds, niks, context.Allowed(), context.CancellationToken);
        return new V1.FindContractsReply { Contracts = { found.Select(RosterWire.ToWire) } };
    }
}
