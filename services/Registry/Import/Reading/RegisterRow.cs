using Workforce.Registry.Contracts;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Import.Reading;

/// <summary>A part of the file, read and checked by itself.</summary>
/// <param name="RowsRead">Its rows, without the header and empty lines.</param>
/// <param name="RowsRejected">Those of them that are rejected for what they say.</param>
/// <param name="Rows">The others.</param>
/// <param name="Findings">Why rows were rejected, and warnings about the file; warnings of a row are with the row.</param>
public sealed record ImportChunk(
    int RowsRead, int RowsRejected, IReadOnlyList<RegisterRow> Rows, IReadOnlyList<Finding> Findings);

/// <summary>A row of the file that is good by itself: a worker and a contract.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Worker">What it says of the person.</param>
/// <param name="Details">What else it says of the contract.</param>
/// <param name="Warnings">Findings, if the row is imported.</param>
public sealed record RegisterRow(
    int Row, Nik Nik, WorkerDetails Worker, ContractTerms Terms, ContractDetails Details, IReadOnlyList<Finding> Warnings);
