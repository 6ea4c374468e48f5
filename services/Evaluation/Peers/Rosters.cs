using Grpc.Core;
using Workforce.Evaluation.Ratings;
using Workforce.Evaluation.Rounds;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Peers;

/// <summary>Which contracts a round has, from Registry.</summary>
public sealed class Rosters(RosterService.RosterServiceClient registry, CityService.CityServiceClient cities)
{
    /// <summary>What Registry answers in one call.</summary>
    private const int IdsPerCall = 1_000;

    /// <summary>Implements <see cref="Rounds.CountRoster"/>.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> CountAsync(Round round, CancellationToken cancellation)
    {
        var request = new CountRosterRequest
        {
            CityId = $"{round.CityId}",
            UnitIds = { round.UnitIds.Select(id => $"{id}") },
            PeriodFrom = round.PeriodFrom.ToIso(),
            PeriodTo = round.PeriodTo.ToIso(),
        };
        var reply = await registry.CountRosterAsync(request, cancellationToken: cancellation);
        return reply.Units.ToDictionary(unit => Guid.Parse(unit.UnitId), unit => unit.Contracts);
    }

    /// <summary>Implements <see cref="Rounds.ListRosterContracts"/>.</summary>
    public async Task<ILookup<Guid, Guid>> ListContractsAsync(Round round, CancellationToken cancellation)
    {
        var request = new ListRosterContractsRequest
        {
            CityId = $"{round.CityId}",
            UnitIds = { round.UnitIds.Select(id => $"{id}") },
            PeriodFrom = round.PeriodFrom.ToIso(),
            PeriodTo = round.PeriodTo.ToIso(),
        };
        using var call = registry.ListRosterContracts(request, cancellationToken: cancellation);
        var contracts = new List<(Guid UnitId, Guid ContractId)>();
        await foreach (var unit in call.ResponseStream.ReadAllAsync(cancellation))
            contracts.AddRange(unit.ContractIds.Select(id => (Guid.Parse(unit.UnitId), Guid.Parse(id))));
        return contracts.ToLookup(contract => contract.UnitId, contract => contract.ContractId);
    }

    /// <summary>Implements <see cref="Ratings.FindContracts"/>.</summary>
    public async Task<IReadOnlyDictionary<Guid, RosterContract>> FindAsync(Guid cityId, IReadOnlyCollection<Guid> contractIds, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, RosterContract>();
        foreach (var chunk in contractIds.Chunk(IdsPerCall))
        {
            var request = new FindContractsRequest { CityId = $"{cityId}", ContractIds = { chunk.Select(id => $"{id}") } };
            foreach (var contract in (await registry.FindContractsAsync(request, cancellationToken: cancellation)).Contracts)
                found[Guid.Parse(contract.ContractId)] = Read(contract);
        }
        return found;
    }

    /// <summary>Implements <see cref="Ratings.FindContractsByNik"/>.</summary>
    public async Task<ILookup<string, RosterContract>> FindByNikAsync(Guid cityId, IReadOnlyList<string> niks, CancellationToken cancellation)
    {
        var reply = await registry.FindContractsAsync(new FindContractsRequest { CityId = $"{cityId}", Niks = { niks } }, cancellationToken: cancellation);
        return reply.Contracts.Where(contract => contract.HasNik).ToLookup(contract => niks[contract.Nik], Read);
    }

    /// <summary>Implements <see cref="Ratings.ListRoster"/>.</summary>
    public async Task<IReadOnlyList<Ratings.RosterEntry>> ListAsync(Round round, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        var entries = new List<Ratings.RosterEntry>();
        var request = new ListRosterRequest
        {
            CityId = $"{round.CityId}",
            UnitIds = { unitIds.Select(id => $"{id}") },
            PeriodFrom = round.PeriodFrom.ToIso(),
            PeriodTo = round.PeriodTo.ToIso(),
            PageSize = IdsPerCall,
        };
        do
        {
            var page = await registry.ListRosterAsync(request, cancellationToken: cancellation);
            entries.AddRange(page.Entries.Select(Read));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return entries;
    }

    /// <summary>Implements <see cref="Rounds.ListUnknownUnits"/>.</summary>
    public async Task<IReadOnlyList<Guid>> ListUnknownUnitsAsync(Guid cityId, IReadOnlyList<Guid> unitIds, CancellationToken cancellation)
    {
        var known = new HashSet<Guid>();
        foreach (var chunk in unitIds.Chunk(IdsPerCall))
        {
            var reply = await cities.GetWorkUnitsAsync(new GetWorkUnitsRequest { Ids = { chunk.Select(id => $"{id}") } }, cancellationToken: cancellation);
            known.UnionWith(reply.WorkUnits.Where(unit => unit.CityId == $"{cityId}").Select(unit => Guid.Parse(unit.Id)));
        }
        return [.. unitIds.Where(id => !known.Contains(id))];
    }

    private static RosterContract Read(FoundContract contract) => new(
        Guid.Parse(contract.ContractId), Guid.Parse(contract.WorkerId), Guid.Parse(contract.UnitId), CityDay.FromIso(contract.FirstDay), CityDay.FromIso(contract.LastDay),
        contract.Withdrawn);

    private static Ratings.RosterEntry Read(Registry.V1.RosterEntry entry) => new(
        Guid.Parse(entry.ContractId), Guid.Parse(entry.WorkerId), entry.Nik, entry.Name, Guid.Parse(entry.UnitId), entry.UnitName, entry.Position);
}
