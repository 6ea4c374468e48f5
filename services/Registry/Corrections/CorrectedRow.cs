using Workforce.Registry.Contracts;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Corrections;

/// <summary>A row of a file of corrections beside the contract that it is of.</summary>
/// <param name="Contract">As stored.</param>
/// <param name="Worker">As stored.</param>
/// <param name="Right">The contract as the row has it.</param>
/// <param name="Identity">The worker as the row has it.</param>
/// <param name="Basis">Its own, or the file's.</param>
public sealed record CorrectedRow(
    RegisterRow Row, ContractOnRecord Contract, WorkerToCorrect Worker, ContractOnRecord Right, WorkerIdentity Identity, CorrectionBasis Basis)
{
    public IReadOnlyList<FieldChange> ContractChanges { get; } =
        Right.IsWithdrawn ? Contract.IsWithdrawn ? [] : [FieldChange.Withdrawal] : ContractCorrection.Between(Contract, Right);

    public IReadOnlyList<FieldChange> WorkerChanges { get; } = Worker.Changes(Identity);

    /// <param name="unitCodes">Of the city's work units, by their ids.</param>
    /// <param name="before">The worker before this file, where it has corrected the worker already: a row that says so still has nothing to say.</param>
    public static CorrectedRow Of(
        RegisterRow row, ContractOnRecord contract, WorkerToCorrect worker, WorkerIdentity? before, IReadOnlyDictionary<Guid, string> unitCodes, CorrectionBasis ofFile)
    {
        var correction = row.Correction!;
        var identity = new WorkerIdentity(
            worker.Id,
            row.Worker.Name == before?.Name ? worker.Name : row.Worker.Name,
            row.Nik.Digits == before?.Nik ? worker.Nik : row.Nik.Digits);
        return new CorrectedRow(
            row, contract, worker, correction.IsWithdrawal ? contract.Withdrawn() : RightOf(row, contract, unitCodes),
            correction.IsWithdrawal ? new WorkerIdentity(worker.Id, worker.Name, worker.Nik) : identity,
            new CorrectionBasis(
                correction.Reason ?? ofFile.Reason,
                correction.PaperNumber is { } number ? new Paper(number, correction.PaperDate!.Value) : ofFile.Paper));
    }

    /// <summary>Why the row corrects nothing, whatever other rows say; null when it may.</summary>
    public Finding? Fault()
    {
        var correction = Row.Correction!;
        if (Contract.WithdrawnAt is { } at && !correction.IsWithdrawal)
            return Rejected(Column.ContractId, $"{Contract.Id}", $"was withdrawn on {DateOnly.FromDateTime(at).ToIso()}: nothing of it can be corrected");
        if (!correction.IsWithdrawal && Row.Terms.VendorId != Contract.VendorId)
            return Rejected(Column.Employer, "", "differs from the contract's, and cannot be corrected: withdraw the contract, and import the right one");
        if (WorkerChanges.Count > 0 && Worker.CityId != Contract.CityId)
            return Rejected(Column.Nik, Row.Nik.Digits, "or the name differs from the register's: the city of the worker's latest contract corrects them");
        if (ContractChanges.Count > 0 && correction.Revision is { } revision && revision != Contract.Revision)
            return Rejected(Column.Revision, $"{revision}", $"the contract was changed since this file was exported, and has revision {Contract.Revision}; export it again");
        if (PaperRule.FaultOf(Contract.PaperRequired, [.. ContractChanges, .. WorkerChanges], Basis) is { } fault)
            return Rejected(Column.Paper, "", fault);
        return null;
    }

    public Finding Rejected(Column column, string value, string reason) => Finding.Rejected(Row.Row, column, value, reason);

    private static ContractOnRecord RightOf(RegisterRow row, ContractOnRecord contract, IReadOnlyDictionary<Guid, string> unitCodes)
    {
        var right = contract with
        {
            FirstDay = row.Terms.Period.FirstDay,
            LastDay = row.Terms.Period.LastDay,
            UnitId = row.Terms.UnitId,
            Unit = unitCodes[row.Terms.UnitId],
            Position = row.Details.Position,
            MonthlyWage = row.Header.Has(Column.MonthlyWage) ? row.Details.MonthlyWage : contract.MonthlyWage,
        };
        return right == contract ? right : right with { Revision = contract.Revision + 1 };
    }
}
