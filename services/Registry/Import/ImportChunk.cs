namespace Workforce.Registry.Import;

/// <summary>A stretch of the file, read and checked by itself.</summary>
/// <param name="RowsRead">Rows of it, without the header and empty lines.</param>
/// <param name="RowsRejected">Of these, rejected for what they say.</param>
/// <param name="Rows">The others.</param>
/// <param name="Findings">Why they were rejected, and what else somebody should know.</param>
public sealed record ImportChunk(
    int RowsRead, int RowsRejected, IReadOnlyList<RegisterRow> Rows, IReadOnlyList<Finding> Findings);
