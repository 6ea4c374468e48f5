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

    /// <summary>Contracts that are due by the register. All that are not left out must be expired and notified.</summary>
    public required int ContractsDue { get; init; }

    /// <summary>Due contracts that sweeps leave in force because something is missing; <see cref="LeftOutDays"/> says what.</summary>
    public required int ContractsLeftOut { get; init; }

    public required int ContractsExpired { get; init; }

    /// <summary>Expired by this run; the others had expired before.</summary>
    public int? ExpiredNow { get; init; }

    /// <summary>Open and satisfied ones.</summary>
    public required int EvaluationRequests { get; init; }

    /// <summary>Those that no rating satisfies yet.</summary>
    public required int EvaluationRequestsOpen { get; init; }

    /// <summary>Expired contracts that demand no request: their workers go on, and the city rates no past period.</summary>
    public required int ContractsWithoutRequest { get; init; }

    public required int WorkerNotices { get; init; }

    public required int NoticesKeepWorking { get; init; }

    public required int NoticesStayHome { get; init; }

    /// <summary>To workers of a vendor, who await the tender.</summary>
    public required int NoticesAwaitTender { get; init; }

    /// <summary>To workers who go on by the next contract.</summary>
    public required int NoticesContinuing { get; init; }

    public required int UnitLetters { get; init; }

    /// <summary>Expiries that were taken back, as the register was corrected; their contracts, requests and notices are in no other figure.</summary>
    public required int ContractsReturned { get; init; }

    /// <summary>Entries that the register demands and a listing lacks.</summary>
    public required int Lost { get; init; }

    /// <summary>Entries of a listing beyond the one that the register demands.</summary>
    public required int Doubled { get; init; }

    /// <summary>Of a story: separations that stand and are effective, by code.</summary>
    public IReadOnlyDictionary<string, int>? Separated { get; init; }

    /// <summary>
    /// Of a story: ratings by predicate (sangat_baik … sangat_kurang), of each contract and round the newest version; without those of workers
    /// who are separated. Once the story has passed its mark <c>rated</c>, as of that moment.
    /// </summary>
    public IReadOnlyDictionary<string, int>? Rated { get; init; }

    /// <summary>Of a story: contracts of rounds without a rating, but of workers who are separated; likewise.</summary>
    public int? Unrated { get; init; }

    /// <summary>Of a story: contracts whose worker received the notice of the rating, also of workers who are separated since.</summary>
    public int? Received { get; init; }

    /// <summary>Of a story: by outcome (rejected, granted, open).</summary>
    public IReadOnlyDictionary<string, int>? Objections { get; init; }

    /// <summary>Of a story: by whom they are sent to (worker, personnel_office, heads).</summary>
    public IReadOnlyDictionary<string, int>? Reminders { get; init; }

    /// <summary>
    /// Of a story: the newest recommendations of all cycles' lists, by outcome (renew, not, none). Once the story has passed its mark
    /// <c>recommended</c>, as known at that moment.
    /// </summary>
    public IReadOnlyDictionary<string, int>? Recommended { get; init; }

    /// <summary>The same by the unit's code; units of whose workers nothing is recommended yet are left out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>? RecommendedByUnit { get; init; }

    /// <summary>Of a story: decisions that stand (renewed, not_renewed), and how many of them are against the recommendation or without one (overrides).</summary>
    public IReadOnlyDictionary<string, int>? Decided { get; init; }

    /// <summary>Of a story: what was refused when it was proposed or confirmed, by rule; rules by which nothing was are left out.</summary>
    public IReadOnlyDictionary<string, int>? Refused { get; init; }

    public required Breakdown LostOf { get; init; }

    public required Breakdown DoubledOf { get; init; }

    public double? SecondsImport { get; init; }

    /// <summary>From the call for the sweep to the report of the last notice.</summary>
    public double? SecondsFanOut { get; init; }

    /// <summary>Names of those whose act the expiry was; empty where it was the sweep's timer alone.</summary>
    public required string ExpiredBy { get; init; }

    /// <summary>W3C trace id of the sweep; empty when it is not traced.</summary>
    public string? TraceId { get; init; }

    public required IReadOnlyList<NightCycle> Cycles { get; init; }

    public required IReadOnlyList<NightLeftOut> LeftOutDays { get; init; }

    /// <summary>The report of the listings; <c>play</c> adds import, times and trace.</summary>
    public static NightReport Of(string cityCode, string asOf, Due due, Outcome outcome, IReadOnlyList<CycleProgress> cycles) => new()
    {
        City = cityCode,
        AsOf = asOf,
        ContractsDue = due.Contracts.Count,
        ContractsLeftOut = outcome.LeftOut.Contracts.Count,
        ContractsExpired = outcome.Contracts.Found,
        EvaluationRequests = outcome.Requests.Found,
        EvaluationRequestsOpen = outcome.OpenRequests,
        ContractsWithoutRequest = outcome.WithoutRequest,
        WorkerNotices = outcome.Notices.Found,
        NoticesKeepWorking = outcome.KeepWorking,
        NoticesStayHome = outcome.StayHome,
        NoticesAwaitTender = outcome.AwaitTender,
        NoticesContinuing = outcome.Continuing,
        UnitLetters = outcome.Letters.Found,
        ContractsReturned = cycles.Sum(cycle => cycle.Returned),
        ExpiredBy = string.Join(", ", cycles.SelectMany(cycle => cycle.ExpiredBy).Select(by => by.Name).Distinct().Order(StringComparer.Ordinal)),
        Lost = outcome.Lost,
        Doubled = outcome.Doubled,
        LostOf = outcome.Of(tally => tally.Missing),
        DoubledOf = outcome.Of(tally => tally.Surplus),
        Cycles =
        [
            .. cycles.Select(cycle => new NightCycle(
                cycle.CycleId, cycle.LastDay, cycle.Expired, cycle.Continuing, cycle.RequestsDue, cycle.Requested, cycle.Notified)),
        ],
        LeftOutDays = [.. outcome.LeftOut.Days.Select(day => new NightLeftOut(day.LastDay, day.Contracts, day.Explanation))],
    };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public sealed record Breakdown(int Contracts, int Requests, int Notices, int Letters);

    public sealed record NightCycle(
        string CycleId, string LastDay, int Expired, int Continuing, int RequestsDue, int Requested, int Notified);

    public sealed record NightLeftOut(string LastDay, int Contracts, string Reason);
}
