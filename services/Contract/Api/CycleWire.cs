using Workforce.Contract.Batches;
using Workforce.Contract.Cycles;
using Workforce.Contract.Sweeps;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Contract.Api;

/// <summary>Cycles on the wire.</summary>
internal static class CycleWire
{
    public static V1.SweptCycle ToWire(IGrouping<Guid, SweptChunk> chunks) => new()
    {
        CycleId = $"{chunks.Key}",
        LastDay = Field.Iso(chunks.First().LastDay),
        ContractsExpired = chunks.Sum(chunk => chunk.Contracts),
    };

    public static V1.LeftOutDay ToWire(LeftOutDay day) => new()
    {
        LastDay = Field.Iso(day.LastDay),
        Contracts = day.Contracts,
        Reason = ToWire(day.Lack.Reason),
        Explanation = day.Lack.Explanation,
        UnitId = $"{day.UnitId}",
    };

    public static V1.Cycle ToWire(FrozenCycle frozen) => new()
    {
        Id = $"{frozen.Cycle.Id}",
        CityId = $"{frozen.Cycle.CityId}",
        CityName = frozen.Cycle.CityName,
        LastDay = Field.Iso(frozen.Cycle.LastDay),
        DueDay = Field.Iso(frozen.Cycle.DueDay),
        StayHomeFrom = Field.Iso(frozen.Cycle.StayHomeFrom),
        Policy = PolicyWire.ToWire(frozen.Policy),
        ExemptionList = PolicyWire.ToWire(frozen.Exemptions),
        Units = { frozen.Units.Values.OrderBy(unit => unit.Name, StringComparer.Ordinal).ThenBy(unit => unit.UnitId).Select(ToWire) },
        OpenedAt = Timestamp.FromDateTime(frozen.Cycle.OpenedAt),
    };

    /// <param name="reach">Who reaches a part of the city knows by whom contracts expired by name.</param>
    public static V1.CycleProgress ToWire(CycleProgress progress, Reach reach) => new()
    {
        CycleId = $"{progress.CycleId}",
        LastDay = Field.Iso(progress.LastDay),
        Expired = progress.Expired,
        Continuing = progress.Continuing,
        RequestsDue = progress.RequestsDue,
        Requested = progress.Requested,
        Notified = progress.Notified,
        Returned = progress.Returned,
        FirstExpiredAt = ToWire(progress.FirstExpiredAt),
        LastNotifiedAt = ToWire(progress.LastNotifiedAt),
        ExpiredBy = { progress.ExpiredBy.Select(by => (reach.HasAllOf(progress.CityId) ? by : new Actor("", "", by.Name)).ToWire()) },
    };

    /// <summary>The key of a listing by last day.</summary>
    public static string KeyOf(CycleProgress progress) => PageKey.Of(progress.LastDay);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static DateOnly? AfterFrom(Page page) => page.AfterKey(parts: 1)?.Day();

    private static V1.LeftOutReason ToWire(LeftOutReason reason) => reason switch
    {
        LeftOutReason.NoPolicy => V1.LeftOutReason.NoPolicy,
        LeftOutReason.NoExemptionList => V1.LeftOutReason.NoExemptionList,
        LeftOutReason.UnitNotRegistered => V1.LeftOutReason.UnitNotRegistered,
        LeftOutReason.RegisterNotReceived => V1.LeftOutReason.RegisterNotReceived,
        LeftOutReason.RegisterBrokenOff => V1.LeftOutReason.RegisterBrokenOff,
        _ => V1.LeftOutReason.Unspecified,
    };

    private static V1.CycleUnit ToWire(CycleUnit unit) => new()
    {
        UnitId = $"{unit.UnitId}",
        Name = unit.Name,
        HeadId = $"{unit.HeadId}",
        HeadName = unit.HeadName,
        HeadTitle = unit.HeadTitle,
        KeepsWorking = unit.KeepsWorking,
    };

    private static Timestamp? ToWire(DateTime? moment) => moment is { } known ? Timestamp.FromDateTime(known) : null;
}
