using System.Text.Json;
using System.Text.Json.Serialization;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>The outcome of a city's night as JSON. <c>report</c> leaves out what only <c>play</c> measures: import, times, trace.</summary>
public sealed record NightReport
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    public required string City { get; init; }

    /// <summary>yyyy-MM-dd; the contracts whose last day is before it are compared.</summary>
    public required string AsOf { get; init; }

    public int? ContractsImported { get; init; }

    public int? ContractsUnchanged { get; init; }

    public int? ContractsUpdated { get; init; }

    public int? RowsRejected { get; init; }

    public int? Warnings { get; init; }

    /// <summary>Contracts that are due by the register. As many must be expired, requested and notified.</summary>
    public required int ContractsDue { get; init; }

    public required int ContractsExpired { get; init; }

    /// <summary>Expired by this run; the others had expired before.</summary>
    public int? ExpiredNow { get; init; }

    public required int EvaluationRequests { get; init; }

    public required int WorkerNotices { get; init; }

    public required int NoticesKeepWorking { get; init; }

    public required int NoticesStayHome { get; init; }

    public required int UnitLetters { get; init; }

    /// <summary>Entries that the register demands and a listing lacks.</summary>
    public required int Lost { get; init; }

    /// <summary>Entries of a listing beyond the one that the register demands.</summary>
    public required int Doubled { get; init; }

    public required Breakdown LostOf { get; init; }

    public required Breakdown DoubledOf { get; init; }

    public double? SecondsImport { get; init; }

    /// <summary>From the call for the sweep to the report of the last notice.</summary>
    public double? SecondsFanOut { get; init; }

    /// <summary>W3C trace id of the sweep; empty when it is not traced.</summary>
    public string? TraceId { get; init; }

    public required IReadOnlyList<NightCycle> Cycles { get; init; }

    /// <summary>The report of the listings; <c>play</c> adds import, times and trace.</summary>
    public static NightReport Of(string cityCode, string asOf, Due due, Outcome outcome, IReadOnlyList<CycleProgress> cycles) => new()
    {
        City = cityCode,
        AsOf = asOf,
        ContractsDue = due.Contracts.Count,
        ContractsExpired = outcome.Contracts.Found,
        EvaluationRequests = outcome.Requests.Found,
        WorkerNotices = outcome.Notices.Found,
        NoticesKeepWorking = outcome.KeepWorking,
        NoticesStayHome = outcome.StayHome,
        UnitLetters = outcome.Letters.Found,
        Lost = outcome.Lost,
        Doubled = outcome.Doubled,
        LostOf = outcome.Of(tally => tally.Missing),
        DoubledOf = outcome.Of(tally => tally.Surplus),
        Cycles = [.. cycles.Select(cycle => new NightCycle(cycle.CycleId, cycle.LastDay, cycle.Expired, cycle.Requested, cycle.Notified))],
    };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public sealed record Breakdown(int Contracts, int Requests, int Notices, int Letters);

    public sealed record NightCycle(string CycleId, string LastDay, int Expired, int Requested, int Notified);
}
