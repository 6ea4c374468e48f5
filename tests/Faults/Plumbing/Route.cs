namespace Workforce.Faults.Plumbing;

/// <summary>From an event's exchange to the queue of one of its subscribers. Written down here, not asked of the services.</summary>
public sealed record Route(string Exchange, string Queue)
{
    public const string ContractsExpired = "Workforce.Contract.Events:ContractsExpired";

    /// <summary>Those of the night.</summary>
    public static readonly IReadOnlyList<Route> All =
    [
        new(ContractsExpired, "evaluation.contracts-expired"),
        new(ContractsExpired, "notification.contracts-expired"),
        new("Workforce.Evaluation.Events:EvaluationsRequested", "contract.evaluations-requested"),
        new("Workforce.Notification.Events:NoticesIssued", "contract.notices-issued"),
    ];

    public static IReadOnlyList<string> Exchanges { get; } = [.. All.Select(route => route.Exchange).Distinct()];

    public static IEnumerable<string> QueuesOf(string exchange) =>
        All.Where(route => route.Exchange == exchange).Select(route => route.Queue);
}
