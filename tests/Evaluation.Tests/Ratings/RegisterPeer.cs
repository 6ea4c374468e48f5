using System.Collections.Concurrent;
using Grpc.Core;
using Workforce.Registry.V1;

namespace Workforce.Evaluation.Tests.Ratings;

/// <summary>What Registry has, as the tests say.</summary>
public sealed class RegisterPeer : RosterService.RosterServiceBase
{
    /// <summary>By contract, with NIK and days.</summary>
    public ConcurrentDictionary<string, (string CityId, string Nik, FoundContract Contract)> Contracts { get; } = [];

    public override Task<CountRosterReply> CountRoster(CountRosterRequest request, ServerCallContext context) => Task.FromResult(new CountRosterReply
    {
        Units = { InRound(request.CityId, request.PeriodFrom, request.PeriodTo).CountBy(row => row.Contract.UnitId).Select(unit => new UnitCount { UnitId = unit.Key, Contracts = unit.Value }) },
    });

    public override async Task ListRosterContracts(ListRosterContractsRequest request, IServerStreamWriter<RosterContracts> responseStream, ServerCallContext context)
    {
        foreach (var unit in InRound(request.CityId, request.PeriodFrom, request.PeriodTo).GroupBy(row => row.Contract.UnitId))
            await responseStream.WriteAsync(new RosterContracts { UnitId = unit.Key, ContractIds = { unit.Select(row => row.Contract.ContractId) } }, context.CancellationToken);
    }

    public override Task<ListRosterReply> ListRoster(ListRosterRequest request, ServerCallContext context) => Task.FromResult(new ListRosterReply
    {
        Entries =
        {
            InRound(request.CityId, request.PeriodFrom, request.PeriodTo).Where(row => request.UnitIds.Contains(row.Contract.UnitId)).Select(row => new RosterEntry
            {
                ContractId = row.Contract.ContractId,
                WorkerId = row.Contract.WorkerId,
                Nik = row.Nik,
                Name = $"Pegawai {row.Nik[^4..]}",
                UnitId = row.Contract.UnitId,
                UnitName = "Dinas Kesehatan",
                Position = "Perawat",
            }),
        },
    });

    public override Task<FindContractsReply> FindContracts(FindContractsRequest request, ServerCallContext context)
    {
        var reply = new FindContractsReply();
        foreach (var (_, nik, contract) in Contracts.Values.Where(row => row.CityId == request.CityId))
        {
            if (request.ContractIds.Contains(contract.ContractId))
                reply.Contracts.Add(contract);
            if (request.Niks.IndexOf(nik) is >= 0 and var at)
                reply.Contracts.Add(new FoundContract(contract) { Nik = at });
        }
        return Task.FromResult(reply);
    }

    private IEnumerable<(string CityId, string Nik, FoundContract Contract)> InRound(string cityId, string from, string to) => Contracts.Values.Where(row =>
        row.CityId == cityId && !row.Contract.Withdrawn
        && string.CompareOrdinal(row.Contract.FirstDay, to) <= 0 && string.CompareOrdinal(row.Contract.LastDay, from) >= 0);
}
