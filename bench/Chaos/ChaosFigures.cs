namespace Workforce.Bench.Chaos;

/// <summary>How one run came out; its JSON has these names in snake_case.</summary>
/// <param name="Seed">The schedule.</param>
/// <param name="N">Contracts whose night was to happen.</param>
/// <param name="Seconds">From the first that fell due until the oracle had nothing to say, or gave up.</param>
/// <param name="Lost">What must be there and is not.</param>
/// <param name="Doubled">What is there more than once.</param>
/// <param name="Unexpected">What is there and must not be.</param>
/// <param name="Wrong">What is there and says something else than it must.</param>
/// <param name="Unfinished">What was still under way.</param>
/// <param name="DeadLetters">Messages that had to become dead letters, and did.</param>
/// <param name="Findings">All of these in words, and what the faults themselves found wrong.</param>
/// <param name="Faults">The faults with their recovery.</param>
/// <param name="Notes">What the faults measured.</param>
public sealed record ChaosFigures(
    int Seed, int N, double Seconds, int Lost, int Doubled, int Unexpected, int Wrong, int Unfinished, int DeadLetters,
    IReadOnlyList<string> Findings, IReadOnlyList<FaultFigures> Faults, IReadOnlyList<string> Notes)
{
    public bool Green => Findings.Count == 0;

    /// <summary>Of a run that could not be played to its end: that is no proof of anything, so it is not green.</summary>
    internal static ChaosFigures BrokenOff(int seed, Exception failure) =>
        new(seed, 0, 0, 0, 0, 0, 0, 0, 0, [$"the run broke off: {failure}"], [], []);
}

/// <param name="Fault">Its name.</param>
/// <param name="Target">What it was done to.</param>
/// <param name="LastedSeconds">From its begin until what was broken was whole again.</param>
/// <param name="RecoverySeconds">From then until every contract that was due then had its request and its notice; null when that never came.</param>
public sealed record FaultFigures(string Fault, string Target, double LastedSeconds, double? RecoverySeconds);
