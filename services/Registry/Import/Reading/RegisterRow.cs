using Workforce.Registry.Contracts;
using Workforce.Registry.Rejects;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Import.Reading;

/// <summary>A part of the file, read and checked by itself.</summary>
/// <param name="RowsRead">Its rows, without the header and empty lines.</param>
/// <param name="Rows">Those of them that are good by themselves.</param>
/// <param name="Findings">Why the others are rejected, and warnings about the file; warnings of a good row are with the row.</param>
public sealed record ImportChunk(int RowsRead, IReadOnlyList<RegisterRow> Rows, IReadOnlyList<Finding> Findings)
{
    /// <summary>Rows that have a finding by which they are rejected. With the good ones they are all that were read.</summary>
    public int RowsRejected { get; } = Findings.Where(finding => finding.Severity is Severity.Rejected).Select(finding => finding.Row).Distinct().Count();

    /// <summary>The rows that are rejected.</summary>
    public IReadOnlyList<RejectedRow> Rejected { get; init; } = [];

    /// <summary>Whether its findings are on the file as a whole. It is then the last, and has no rows.</summary>
    public bool IsOfFile { get; init; }

    /// <summary>Whether the file is not read further: it breaks off, or has too many findings.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>Number of the last row that is in it; 0 when none is.</summary>
    public int LastRow => Math.Max(
        Rows.Count == 0 ? 0 : Rows[^1].Row, Findings.Select(finding => finding.Row).DefaultIfEmpty().Max());
}

/// <summary>A row of the file that is good by itself: a worker and a contract.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Header">The columns of its file.</param>
/// <param name="Worker">What it says of the person.</param>
/// <param name="Details">What else it says of the contract.</param>
/// <param name="Warnings">Findings, if the row is imported.</param>
public sealed record RegisterRow(
    int Row, Nik Nik, Header Header, WorkerDetails Worker, ContractTerms Terms, ContractDetails Details, IReadOnlyList<Finding> Warnings)
{
    /// <summary>The unit as written.</summary>
    public required string Unit { get; init; }

    /// <summary>Of a file of corrections; null of one that is imported.</summary>
    public RowCorrection? Correction { get; init; }

    /// <summary>
    /// What the register has of the worker after this row. Of a column that the file does not have, the row says nothing; nor does an empty
    /// cell of a first appointment after the row's first day, for a row that has it is rejected.
    /// </summary>
    public WorkerDetails Over(WorkerDetails stored) => Worker with
    {
        ThkNumber = Said(Column.ThkNumber, Worker.ThkNumber, stored.ThkNumber),
        BirthPlace = Said(Column.BirthPlace, Worker.BirthPlace, stored.BirthPlace),
        Education = Said(Column.Education, Worker.Education, stored.Education),
        DiplomaNumber = Said(Column.DiplomaNumber, Worker.DiplomaNumber, stored.DiplomaNumber),
        GraduatedOn = Said(Column.GraduatedOn, Worker.GraduatedOn, stored.GraduatedOn),
        School = Said(Column.School, Worker.School, stored.School),
        FieldOfStudy = Said(Column.FieldOfStudy, Worker.FieldOfStudy, stored.FieldOfStudy),
        Email = Said(Column.Email, Worker.Email, stored.Email),
        Phone = Said(Column.Phone, Worker.Phone, stored.Phone),
        FirstAppointedOn = Worker.FirstAppointedOn is null && stored.FirstAppointedOn > Terms.Period.FirstDay
            ? stored.FirstAppointedOn
            : Said(Column.FirstAppointedOn, Worker.FirstAppointedOn, stored.FirstAppointedOn),
        BknCategory = Said(Column.BknCategory, Worker.BknCategory, stored.BknCategory),
        Niptt = Said(Column.Niptt, Worker.Niptt, stored.Niptt),
        HealthInsuranceNumber = Said(Column.HealthInsuranceNumber, Worker.HealthInsuranceNumber, stored.HealthInsuranceNumber),
        EmploymentInsuranceNumber = Said(Column.EmploymentInsuranceNumber, Worker.EmploymentInsuranceNumber, stored.EmploymentInsuranceNumber),
    };

    /// <summary>What the register has of the contract after this row, likewise.</summary>
    public ContractDetails Over(ContractDetails stored) => Details with
    {
        DecreeDate = Said(Column.DecreeDate, Details.DecreeDate, stored.DecreeDate),
        DecreeEducation = Said(Column.DecreeEducation, Details.DecreeEducation, stored.DecreeEducation),
        SignatoryPosition = Said(Column.SignatoryPosition, Details.SignatoryPosition, stored.SignatoryPosition),
        MonthlyWage = Said(Column.MonthlyWage, Details.MonthlyWage, stored.MonthlyWage),
        BudgetCode = Said(Column.BudgetCode, Details.BudgetCode, stored.BudgetCode),
        Engagement = Said(Column.Engagement, Details.Engagement, stored.Engagement),
        IsBlud = Said(Column.Blud, Details.IsBlud, stored.IsBlud),
    };

    private T Said<T>(Column column, T said, T stored) => Header.Has(column) ? said : stored;
}

/// <summary>What a file is read for.</summary>
public enum FilePurpose
{
    /// <summary>Its rows are added to the register, or change what it has.</summary>
    Import,

    /// <summary>Its rows say of contracts by their ids what is right.</summary>
    Correction,
}

/// <summary>What a row of a file of corrections says besides what is right.</summary>
/// <param name="Revision">Of the contract, when the file was exported; null where the file does not say.</param>
/// <param name="WorkerRevision">Of name and NIK, likewise.</param>
/// <param name="IsWithdrawal">The contract should not be in the register.</param>
/// <param name="Employer">As written.</param>
/// <param name="Reason">Null where that of the whole file holds.</param>
/// <param name="PaperNumber">Of the paper (dokumen dasar); null, with the date, where that of the whole file holds.</param>
public sealed record RowCorrection(
    Guid ContractId, int? Revision, int? WorkerRevision, bool IsWithdrawal, string Employer, string? Reason, string? PaperNumber, DateOnly? PaperDate);
