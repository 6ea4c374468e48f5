namespace Workforce.Registry.Import;

/// <summary>What a chunk of the file makes of the register.</summary>
/// <param name="Tally">What became of its rows.</param>
/// <param name="Workers">Workers that it adds or changes.</param>
/// <param name="Contracts">Contracts that its rows name, whatever their state.</param>
/// <param name="Findings">In the order of the file.</param>
public sealed record MergedChunk(
    ImportTally Tally, IReadOnlyList<WorkerRecord> Workers, IReadOnlyList<ContractRecord> Contracts, IReadOnlyList<Finding> Findings);
