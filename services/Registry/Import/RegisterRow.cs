using Workforce.Registry.Contracts;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Import;

/// <summary>A row of the file that is good by itself: a worker and a contract.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Nik">Whose it is.</param>
/// <param name="Worker">What it says of the person.</param>
/// <param name="Terms">Unit, employer, period.</param>
/// <param name="Details">What else it says of the contract.</param>
/// <param name="Warnings">What somebody should look at, if the row gets in.</param>
public sealed record RegisterRow(
    int Row, Nik Nik, WorkerDetails Worker, ContractTerms Terms, ContractDetails Details, IReadOnlyList<Finding> Warnings);
