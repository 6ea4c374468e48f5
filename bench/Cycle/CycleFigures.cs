namespace Workforce.Bench.Cycle;

/// <summary>What one run measured: medians of its rounds. Its JSON has these names in snake_case.</summary>
/// <param name="N">Contracts that are rated, each of another worker.</param>
/// <param name="Rounds">Cities, each rated by one sheet, and as many inserts of the same rows, in turn.</param>
/// <param name="SecondsSystem">From the call with the sheet until Contract knows all that are rated and each worker has the notice.</param>
/// <param name="SecondsSigned">From the call until its reply: all are signed.</param>
/// <param name="SecondsFloor">Of the same rows, those of Contract and Notification included, by plain SQL.</param>
/// <param name="SecondsFloorRatings">Of which: those of Evaluation.</param>
/// <param name="CpuSeconds">Processor time of each service and server meanwhile; there are as many seconds a second as cores.</param>
internal sealed record CycleFigures(
    int N, int Rounds, double SecondsSystem, double SecondsSigned, double SecondsFloor, double SecondsFloorRatings, IReadOnlyDictionary<string, double> CpuSeconds)
{
    public double RatioToFloor => SecondsSystem / SecondsFloor;
    public double RatingsPerSecond => N / SecondsSystem;
}
