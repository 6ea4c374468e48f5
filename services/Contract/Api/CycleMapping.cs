using Workforce.Contract.Cycles;
using Workforce.Contract.Expiry;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Contract.Api;

/// <summary>Cycles, domain to wire.</summary>
internal static class CycleMapping
{
    public static V1.SweptCycle Wire(IGrouping<Guid, SweptChunk> chunks) => new()
    {
        CycleId = $"{chunks.Key}",
        LastDay = Field.Iso(chunks.First().LastDay),
        ContractsExpired = chunks.Sum(chunk => chunk.Contracts),
    };

    public static V1.Cycle Wire(FrozenCycle frozen) => new()
    {
        Id = $"{frozen.Cycle.Id}",
        CityId = $"{frozen.Cycle.CityId}",
        CityName = frozen.Cycle.CityName,
        LastDay = Field.Iso(frozen.Cycle.LastDay),
        DueDay = Field.Iso(frozen.Cycle.DueDay),
        StayHomeFrom = Field.Iso(frozen.Cycle.StayHomeFrom),
        Policy = PolicyMapping.Wire(frozen.Policy),
        ExemptionList = PolicyMapping.Wire(frozen.Exemptions),
        Units = { frozen.Units.Select(Wire) },
        OpenedAt = Timestamp.FromDateTime(frozen.Cycle.OpenedAt),
    };

    public static V1.CycleProgress Wire(CycleProgress progress) => new()
    {
        CycleId = $"{progress.CycleId}",
        LastDay = Field.Iso(progress.LastDay),
        Expired = progress.Expired,
        Requested = progress.Requested,
        Told = progress.Told,
        FirstExpiredAt = Wire(progress.FirstExpiredAt),
        LastToldAt = Wire(progress.LastToldAt),
    };

    private static V1.CycleUnit Wire(CycleUnit unit) => new()
    {
        UnitId = $"{unit.UnitId}",
        Name = unit.Name,
        HeadId = $"{unit.HeadId}",
        HeadName = unit.HeadName,
        HeadTitle = unit.HeadTitle,
        KeepsWorking = unit.KeepsWorking,
    };

    private static Timestamp? Wire(DateTime? moment) => moment is { } known ? Timestamp.FromDateTime(known) : null;
}
