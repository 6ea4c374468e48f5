using System.Diagnostics.Metrics;

namespace Workforce.Evaluation;

/// <summary>What Evaluation counts.</summary>
public sealed class EvaluationMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _created = meters.Create("Workforce.Evaluation").CreateCounter<long>(
        "workforce.evaluation_request.created", "{request}", "Evaluation requests created.");

    public void RequestsCreated(int requests) => _created.Add(requests);
}
