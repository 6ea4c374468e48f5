using Workforce.Registry.Contracts;
using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Duration = Google.Protobuf.WellKnownTypes.Duration;

namespace Workforce.Registry.Api;

/// <summary>Contract periods on the wire.</summary>
internal static class ContractPeriodWire
{
    public static V1.ContractPeriod ToWire(ContractPeriod period)
    {
        var wire = new V1.ContractPeriod
        {
            ContractId = $"{period.Id}",
            WorkerId = $"{period.WorkerId}",
            UnitId = $"{period.Terms.UnitId}",
            VendorId = $"{period.Terms.VendorId}",
            FirstDay = Field.Iso(period.Terms.Period.FirstDay),
            LastDay = Field.Iso(period.Terms.Period.LastDay),
            Engagement = (V1.EngagementKind)period.Engagement,
            Position = period.Position,
            Withdrawn = period.IsWithdrawn,
        };
        if (period.IsBlud is { } isBlud)
            wire.IsBlud = isBlud;
        return wire;
    }

    /// <param name="activity">Null when the city has had no import.</param>
    public static V1.ContractPeriodCount ToWire(PeriodCount count, ImportActivity? activity) => new()
    {
        CityId = $"{count.CityId}",
        ContractPeriods = count.Periods,
        Importing = activity is { IsRunning: true },
        BrokenOff = activity is { IsBrokenOff: true },
        UnchangedFor = activity?.UnchangedFor is { } time ? Duration.FromTimeSpan(time) : null,
    };

    /// <summary>The key of a listing by last day and id.</summary>
    public static string KeyOf(ContractPeriod period) => PageKey.Of(period.Terms.Period.LastDay, period.Id);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static (DateOnly Day, Guid Id)? AfterFrom(Page page) => page.AfterKey(parts: 2) is { } key ? (key.Day(), key.Id()) : null;
}
