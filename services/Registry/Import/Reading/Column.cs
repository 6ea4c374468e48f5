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

    /// <summary>Of a row that was exported: an import has no use for it.</summary>
    ContractId,
}
