namespace Workforce.Faults;

/// <summary>How the system under chaos is set: shorter waits than an operator would choose, so that a run does not last an hour.</summary>
/// <param name="BatchSize">Contracts in one message.</param>
/// <param name="ChunkSize">Contracts in one transaction of the sweep.</param>
public sealed record ChaosSettings(int BatchSize = 50, int ChunkSize = 500)
{
    /// <summary>How long a relay's claim lasts.</summary>
    public const int LeaseSeconds = 3;

    /// <summary>After how long reconciliation sends again.</summary>
    public const int GraceSeconds = 5;
}
