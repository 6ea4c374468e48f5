using System.Diagnostics.Metrics;

namespace Workforce.Evaluation;

/// <summary>What Evaluation counts.</summary>
public sealed class EvaluationMetrics
{
    private readonly Counter<long> _created;
    private readonly Counter<long> _withdrawn;
    private readonly Counter<long> _satisfied;

    public EvaluationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Workforce.Evaluation");
        _created = meter.CreateCounter<long>("workforce.evaluation_request.created", "{request}", "Evaluation requests created.");
        _withdrawn = meter.CreateCounter<long>("workforce.evaluation_request.withdrawn", "{request}", "Evaluation requests withdrawn, as the register was corrected.");
        _satisfied = meter.CreateCounter<long>("workforce.evaluation_request.satisfied", "{request}", "Evaluation requests satisfied by a signed rating, also before they were created.");
    }

    public void RequestsCreated(int requests) => _created.Add(requests);

    public void RequestsWithdrawn(int requests) => _withdrawn.Add(requests);

    public void RequestsSatisfied(int requests) => _satisfied.Add(requests);
}
