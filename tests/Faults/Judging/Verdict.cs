namespace Workforce.Faults.Judging;

/// <summary>What the oracle found.</summary>
/// <param name="Findings">Everything that is not as it must be.</param>
/// <param name="Contracts">Contracts whose night was to happen.</param>
/// <param name="DeadLetters">Different messages in the dead-letter queues.</param>
public sealed record Verdict(IReadOnlyList<Finding> Findings, int Contracts, int DeadLetters)
{
    public bool IsClean => Findings.Count == 0;

    /// <summary>Whether waiting may help: something is missing or under way.</summary>
    public bool MayMend => Findings.Any(finding => finding.Ill is Ill.Lost or Ill.Unfinished);

    public int CountOf(Ill ill) => Findings.Where(finding => finding.Ill == ill).Sum(finding => finding.Count);
}

/// <param name="Ill">Of which kind.</param>
/// <param name="What">What it is, in the plural.</param>
/// <param name="Count">How many.</param>
/// <param name="Example">The id of one of them.</param>
public sealed record Finding(Ill Ill, string What, int Count, string? Example)
{
    public override string ToString() => $"{Ill.ToString().ToLowerInvariant()}: {Count:N0} {What}{(Example is null ? "" : $", such as {Example}")}";
}

public enum Ill
{
    /// <summary>It must be there and is not.</summary>
    Lost,

    /// <summary>It is there more than once.</summary>
    Doubled,

    /// <summary>It is there and nothing called for it.</summary>
    Unexpected,

    /// <summary>It is there once and says something else than it must.</summary>
    Wrong,

    /// <summary>Something is still under way, or was never finished.</summary>
    Unfinished,
}
