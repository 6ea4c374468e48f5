using Workforce.Registry.Contracts;
using Workforce.Registry.Import;
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
/// <param name="Warnings">What the row says that is not looked at.</param>
public sealed record CorrectedRow(
    RegisterRow Row, ContractOnRecord Contract, WorkerToCorrect Worker, ContractOnRecord Right, WorkerIdentity Identity, CorrectionBasis Basis,
    IReadOnlyList<Finding> Warnings)
{
    public IReadOnlyList<FieldChange> ContractChanges { get; } =
        Right.IsWithdrawn ? Contract.IsWithdrawn ? [] : [FieldChange.Withdrawal] : ContractCorrection.Between(Contract, Right);

    public IReadOnlyList<FieldChange> WorkerChanges { get; } = Worker.Changes(Identity);

    /// <summary>Whether the NIK of a withdrawal is the worker's, also a former one: another row of the file may have corrected it.</summary>
    private bool HasNikOfWorker { get; init; }

    private RowCorrection Correction => Row.Correction!;

    /// <param name="former">Of the worker: a name or NIK that was corrected is not made right again by a row that says it still.</param>
    public static CorrectedRow Of(RunningCorrection run, RegisterRow row, ContractOnRecord contract, WorkerToCorrect worker, FormerValues former)
    {
        var correction = row.Correction!;
        var basis = new CorrectionBasis(
            correction.Reason ?? run.File.Basis.Reason,
            correction.PaperNumber is { } number ? new Paper(number, correction.PaperDate!.Value) : run.File.Basis.Paper);
        var nik = former.NikOf(worker.Id, worker.Nik, row.Nik.Digits);
        if (correction.IsWithdrawal)
            return new CorrectedRow(row, contract, worker, contract.Withdrawn(), worker.Identity, basis, row.Warnings)
            {
                HasNikOfWorker = nik is not null || row.Nik.Digits == worker.Nik,
            };

        var name = former.NameOf(worker.Id, worker.Name, row.Worker.Name);
        return new CorrectedRow(
            row, contract, worker, RightOf(row, contract, run.UnitCodes),
            new WorkerIdentity(worker.Id, name is null ? row.Worker.Name : worker.Name, nik is null ? row.Nik.Digits : worker.Nik), basis,
            [
                .. row.Warnings,
                .. name is null ? Array.Empty<Finding>() : [Stays(row, Column.Name, row.Worker.Name, name)],
                .. nik is null ? Array.Empty<Finding>() : [Stays(row, Column.Nik, row.Nik.Digits, nik)],
            ]);
    }

    /// <summary>Why the row corrects nothing, whatever other rows say; null when it may.</summary>
    /// <param name="isOfCorrectedWorker">Whether a chunk before has corrected the worker: so often more name or NIK were changed since the export.</param>
    public Finding? Fault(bool isOfCorrectedWorker)
    {
        if (Contract.WithdrawnAt is { } at && !Correction.IsWithdrawal)
            return Rejected(Column.ContractId, $"{Contract.Id}", $"was withdrawn on {at.ToIso()}: nothing of it can be corrected");
        // It cannot be taken back: a row whose id or word stands in the wrong place must not do it.
        if (Correction.IsWithdrawal && (Row.Terms.Period != Contract.Period || !HasNikOfWorker))
            return Rejected(Column.Withdrawal, "Ya", "NIK or days of the row are not those of the contract with its id; is it in the right row?");
        // The birth date that the row says is left to imports.
        if (!Right.IsWithdrawn && Right.FirstDay != Contract.FirstDay && !Right.Period.IsAfterBirth(Contract.BirthDate))
            return Rejected(Column.FirstDay, Right.FirstDay.ToIso(), ContractCorrection.NotAfterBirth);
        if (!Correction.IsWithdrawal && Row.Terms.VendorId != Contract.VendorId)
            return Rejected(Column.Employer, Correction.Employer, "is not the contract's employer, which cannot be corrected: withdraw the contract, and import the right one");
        if (WorkerChanges.Count > 0 && Worker.CityId != Contract.CityId)
            return Rejected(Column.Nik, Row.Nik.Digits, "or the name differs from the register's: the city of the worker's latest contract corrects them");
        if (ContractChanges.Count > 0 && Correction.Revision is { } ofContract && ofContract != Contract.Revision)
            return Rejected(Column.Revision, $"{ofContract}", $"the contract was changed since this file was exported, and has revision {Contract.Revision}; export it again");
        var workerRevision = Worker.Revision - (isOfCorrectedWorker ? 1 : 0);
        if (WorkerChanges.Count > 0 && Correction.WorkerRevision is { } ofWorker && ofWorker != workerRevision)
            return Rejected(Column.WorkerRevision, $"{ofWorker}", $"name or NIK were changed since this file was exported, and have revision {workerRevision}; export it again");
        if (PaperRule.FaultOf(Contract.PaperRequired, [.. ContractChanges, .. WorkerChanges], Basis) is { } fault)
            return Rejected(Column.Paper, "", fault);
        return null;
    }

    public Finding Rejected(Column column, string value, string reason) => Finding.Rejected(Row.Row, column, value, reason);

    private static Finding Stays(RegisterRow row, Column column, string value, FormerValue corrected) => Finding.Warning(
        row.Row, column, value, $"was corrected on {corrected.At.ToIso()}, which stays; if it is right after all, worker correct says so");

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
