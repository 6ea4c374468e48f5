namespace Workforce.Registry.Import.Reading;

/// <summary>A column of the register's spreadsheet: that of the national non-ASN data collection, and six of the project's own.</summary>
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
}
