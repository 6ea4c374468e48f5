using System.Diagnostics.Metrics;
using System.Text.Json;
using Workforce.Evaluation.Objections;
using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Ratings;
using Workforce.Evaluation.Rounds;

namespace Workforce.Evaluation;

/// <summary>What Evaluation counts.</summary>
public sealed class EvaluationMetrics
{
    private readonly Counter<long> _created;
    private readonly Counter<long> _withdrawn;
    private readonly Counter<long> _satisfied;
    private readonly Counter<long> _opened;
    private readonly Counter<long> _signed;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _reminded;
    private readonly Counter<long> _reassigned;
    private volatile IReadOnlyList<Measurement<int>> _missingRounds = [];
    private readonly Counter<long> _filed;
    private readonly Counter<long> _ruled;
    private readonly Counter<long> _objectionsRefused;

    public EvaluationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Workforce.Evaluation");
        _created = meter.CreateCounter<long>("workforce.evaluation_request.created", "{request}", "Evaluation requests created.");
        _withdrawn = meter.CreateCounter<long>("workforce.evaluation_request.withdrawn", "{request}", "Evaluation requests withdrawn, as the register was corrected.");
        _satisfied = meter.CreateCounter<long>("workforce.evaluation_request.satisfied", "{request}", "Evaluation requests satisfied by a signed rating, also before they were created.");
        _opened = meter.CreateCounter<long>("workforce.round.opened", "{round}", "Rounds opened.");
        _signed = meter.CreateCounter<long>("workforce.rating.signed", "{rating}", "Ratings signed, corrections and rulings too, by predicate.");
        _refused = meter.CreateCounter<long>("workforce.rating.refused", "{rating}", "Ratings refused, by the rule that does.");
        _reminded = meter.CreateCounter<long>("workforce.head.reminded", "{reminder}", "Reminders to heads whose ratings are due, by the step in days before the due day.");
        _reassigned = meter.CreateCounter<long>("workforce.evaluation_request.reassigned", "{request}", "Evaluation requests that went from one head to another.");
        meter.CreateObservableGauge("workforce.round.missing", () => _missingRounds, "{round}", "Rounds that a city's rating policy requires and that are not open.");
        _filed = meter.CreateCounter<long>("workforce.objection.filed", "{objection}", "Objections filed.");
        _ruled = meter.CreateCounter<long>("workforce.objection.ruled", "{objection}", "Objections ruled on, by outcome.");
        _objectionsRefused = meter.CreateCounter<long>("workforce.objection.refused", "{objection}", "Objections and rulings refused, by the rule that does.");
    }

    public void RequestsCreated(int requests) => _created.Add(requests);

    public void RequestsWithdrawn(int requests) => _withdrawn.Add(requests);

    public void RequestsSatisfied(int requests) => _satisfied.Add(requests);

    public void RoundOpened() => _opened.Add(1);

    public void RatingsSigned(Predicate predicate, int ratings) =>
        _signed.Add(ratings, new KeyValuePair<string, object?>("workforce.rating.predicate", Word(predicate)));

    public void RatingsRefused(RefusalRule rule, int ratings) =>
        _refused.Add(ratings, new KeyValuePair<string, object?>("workforce.rating.rule", Word(rule)));

    public void HeadsReminded(int heads, int step) => _reminded.Add(heads, new KeyValuePair<string, object?>("workforce.reminder.step", step));

    public void RequestsReassigned(int requests) => _reassigned.Add(requests);

    public void RoundsMissing(IEnumerable<RequiredRound> missing) => _missingRounds =
        [.. missing.CountBy(round => round.CityId).Select(city => new Measurement<int>(city.Value, new KeyValuePair<string, object?>("workforce.city.id", city.Key)))];

    public void ObjectionFiled() => _filed.Add(1);

    public void ObjectionRuled(RulingOutcome outcome) => _ruled.Add(1, new KeyValuePair<string, object?>("workforce.objection.outcome", Word(outcome)));

    public void ObjectionRefused(ObjectionRefusal rule) =>
        _objectionsRefused.Add(1, new KeyValuePair<string, object?>("workforce.objection.rule", Word(rule)));

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
