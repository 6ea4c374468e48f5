using System.Diagnostics.Metrics;
using System.Text.Json;
using Workforce.Contract.Events;
using Workforce.Contract.Recommendations;
using Workforce.Contract.Records;
using Workforce.Contract.States;
using Workforce.Contract.Willingness;

namespace Workforce.Contract;

/// <summary>What Contract measures.</summary>
public sealed class ContractMetrics
{
    // From a village's few contracts to a nation's night.
    private static readonly InstrumentAdvice<double> Boundaries = new() { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800] };

    private readonly Counter<long> _expired;
    private readonly Counter<long> _takenBack;
    private readonly Counter<long> _republished;
    private readonly Counter<long> _reminders;
    private readonly Counter<long> _separated;
    private readonly Counter<long> _separationsWithdrawn;
    private readonly Counter<long> _separationsRefused;
    private readonly Counter<long> _statements;
    private readonly Counter<long> _statementsRefused;
    private readonly Counter<long> _recommended;
    private readonly Counter<long> _proposed;
    private readonly Counter<long> _decided;
    private readonly Counter<long> _decisionsWithdrawn;
    private readonly Counter<long> _decisionsRefused;
    private readonly Histogram<double> _sweep;
    private readonly Histogram<double> _fanOut;
    private volatile IReadOnlyList<Measurement<int>> _unclosedStates = [];

    public ContractMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Workforce.Contract");
        _expired = meter.CreateCounter<long>("workforce.contract.expired", "{contract}", "Contracts that expired.");
        _takenBack = meter.CreateCounter<long>("workforce.contract.taken_back", "{contract}", "Expiries taken back, as the register was corrected.");
        _republished = meter.CreateCounter<long>("workforce.batch.republished", "{batch}", "Batches published again because a report on them was missing.");
        _reminders = meter.CreateCounter<long>("workforce.reminder.sent", "{contract}", "Contracts whose workers are reminded that they end, by step.");
        _separated = meter.CreateCounter<long>("workforce.separation.recorded", "{separation}", "Separations recorded, by code.");
        _separationsWithdrawn = meter.CreateCounter<long>("workforce.separation.withdrawn", "{separation}", "Separations withdrawn, by code.");
        _separationsRefused = meter.CreateCounter<long>("workforce.separation.refused", "{separation}", "Separations refused, by the rule that does.");
        _statements = meter.CreateCounter<long>("workforce.statement.recorded", "{statement}", "Statements of workers whether they are willing to go on, by what they say.");
        _statementsRefused = meter.CreateCounter<long>("workforce.statement.refused", "{statement}", "Statements refused, by the rule that does.");
        _recommended = meter.CreateCounter<long>("workforce.recommendation.made", "{recommendation}", "Recommendations whether to renew, by outcome.");
        _proposed = meter.CreateCounter<long>("workforce.decision.proposed", "{decision}", "Decisions proposed.");
        _decided = meter.CreateCounter<long>("workforce.decision.made", "{decision}", "Decisions whether to renew, by outcome and whether against the recommendation.");
        _decisionsWithdrawn = meter.CreateCounter<long>("workforce.decision.withdrawn", "{decision}", "Decisions withdrawn, by outcome.");
        _decisionsRefused = meter.CreateCounter<long>("workforce.decision.refused", "{decision}", "Decisions refused, when proposed, made or withdrawn, by the rule that does.");
        meter.CreateObservableGauge("workforce.state.unclosed", () => _unclosedStates, "{unit}", "Units of which the states of workers do not sum to the register's, by city.");
        _sweep = meter.CreateHistogram("workforce.sweep.duration", "s", "From the begin to the end of one city's sweep.", advice: Boundaries);
        _fanOut = meter.CreateHistogram("workforce.fan_out.duration", "s", "From a cycle's first batch to the report on its last.", advice: Boundaries);
    }

    public void ContractsExpired(int contracts) => _expired.Add(contracts);

    public void ExpiriesTakenBack(int contracts) => _takenBack.Add(contracts);

    public void BatchesRepublished(int batches) => _republished.Add(batches);

    /// <param name="step">Days before the last day.</param>
    public void RemindersSent(int contracts, int step) => _reminders.Add(contracts, new KeyValuePair<string, object?>("workforce.reminder.step", step));

    public void SeparationsRecorded(SeparationCode code, int separations) => _separated.Add(separations, Tag("workforce.separation.code", code));

    public void SeparationWithdrawn(SeparationCode code) => _separationsWithdrawn.Add(1, Tag("workforce.separation.code", code));

    public void SeparationsRefused(RecordRule rule, int separations) => _separationsRefused.Add(separations, Tag("workforce.separation.rule", rule));

    public void StatementsRecorded(Answer answer, int statements) => _statements.Add(statements, Tag("workforce.statement.answer", answer));

    public void StatementsRefused(RecordRule rule, int statements) => _statementsRefused.Add(statements, Tag("workforce.statement.rule", rule));

    public void Recommended(RecommendationOutcome outcome, int recommendations) =>
        _recommended.Add(recommendations, Tag("workforce.recommendation.outcome", outcome));

    public void DecisionsProposed(int decisions) => _proposed.Add(decisions);

    public void DecisionsMade(RenewalOutcome outcome, bool isOverride, int decisions) =>
        _decided.Add(decisions, Tag("workforce.decision.outcome", outcome), new KeyValuePair<string, object?>("workforce.decision.override", isOverride));

    public void DecisionsWithdrawn(RenewalOutcome outcome, int decisions) => _decisionsWithdrawn.Add(decisions, Tag("workforce.decision.outcome", outcome));

    public void DecisionsRefused(RecordRule rule, int decisions) => _decisionsRefused.Add(decisions, Tag("workforce.decision.rule", rule));

    public void StatesUnclosed(IEnumerable<UnclosedCity> unclosed) => _unclosedStates =
        [.. unclosed.Select(city => new Measurement<int>(city.Units.Count, new KeyValuePair<string, object?>("workforce.city.id", city.City.Id)))];

    public void Swept(TimeSpan duration) => _sweep.Record(duration.TotalSeconds);

    public void FannedOut(double seconds) => _fanOut.Record(seconds);

    private static KeyValuePair<string, object?> Tag<T>(string name, T value)
        where T : struct, Enum => new(name, JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
}
