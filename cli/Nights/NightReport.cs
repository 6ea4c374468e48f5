using System.Text.Json;
using System.Text.Json.Serialization;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>The outcome of a city's night as JSON. What a plain <c>report</c> cannot know (import, times, trace) is left out of it.</summary>
public sealed record NightReport
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    public required string City { get; init; }

    /// <summary>The day, yyyy-MM-dd, before which the contracts looked at have ended.</summary>
    public required string AsOf { get; init; }

    public int? ContractsImported { get; init; }

    public int? ContractsUnchanged { get; init; }

    public int? ContractsUpdated { get; init; }

    public int? RowsRejected { get; init; }

    public int? Warnings { get; init; }

    /// <summary>Contracts that the register says have ended; all that follows should be as many.</summary>
    public required int ContractsDue { get; init; }

    public required int ContractsExpired { get; init; }

    /// <summary>By this run's own call; the rest had expired before.</summary>
    public int? ExpiredNow { get; init; }

    public required int EvaluationRequests { get; init; }

    public required int WorkerNotices { get; init; }

    public required int NoticesKeepWorking { get; init; }

    public required int NoticesStayHome { get; init; }

    public required int UnitLetters { get; init; }

    public required int Lost { get; init; }

    public required int Doubled { get; init; }

    public required Breakdown LostOf { get; init; }

    public required Breakdown DoubledOf { get; init; }

    public double? SecondsImport { get; init; }

    /// <summary>From the call that expires to the last notice known stored.</summary>
    public double? SecondsFanOut { get; init; }

    /// <summary>W3C trace id of the sweep; empty when it is not traced.</summary>
    public string? TraceId { get; init; }

    public required IReadOnlyList<NightCycle> Cycles { get; init; }

    /// <summary>What the listings say; import, times and trace are for whoever played the night to add.</summary>
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
        Cycles = [.. cycles.Select(cycle => new NightCycle(cycle.CycleId, cycle.LastDay, cycle.Expired, cycle.Requested, cycle.Told))],
    };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public sealed record Breakdown(int Contracts, int Requests, int Notices, int Letters);

    public sealed record NightCycle(string CycleId, string LastDay, int Expired, int Requested, int Told);
}
