namespace Workforce.Registry.Import.Reading;

/// <summary>A column of the register's spreadsheet: that of the national non-ASN data collection, and the project's own from Email on.</summary>
public enum Column
{
    Nik,
    Name,
    ThkNumber,
    BirthPlace,
    BirthDate,
    Sex,
    Education,
    DiplomaNumber,
    GraduatedOn,
    School,
    DecreeNumber,
    DecreeDate,
    FirstDay,
    LastDay,
    DecreeEducation,
    Position,
    Unit,
    SignatoryPosition,
    Email,
    Phone,
    FieldOfStudy,
    MonthlyWage,
    BudgetCode,
    Employer,
    Engagement,
    FirstAppointedOn,
    BknCategory,
    Niptt,
    HealthInsuranceNumber,
    EmploymentInsuranceNumber,
    Blud,

    /// <summary>This and the next two are of a row that was exported; files of corrections read them.</summary>
    ContractId,

    /// <summary>How often the contract had been changed when it was exported.</summary>
    Revision,

    /// <summary>How often name or NIK had been changed, likewise. Another row of the worker may have changed them since.</summary>
    WorkerRevision,

    /// <summary>This and the following are of files of corrections alone.</summary>
    Withdrawal,
    Reason,
    Paper,
    PaperDate,
}
