using System.Diagnostics.Metrics;

namespace Workforce.Evaluation;

/// <summary>What Evaluation counts.</summary>
public sealed class EvaluationMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _made = meters.Create("Workforce.Evaluation").CreateCounter<long>(
        "workforce.requests.made", unit: "{request}", description: "Evaluation requests stored.");

    public void RequestsMade(int requests) => _made.Add(requests);
}
