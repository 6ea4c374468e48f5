using System.Globalization;
using Workforce.Registry.Cities;
using Workforce.Registry.Contracts;
using Workforce.Registry.Events;
using Workforce.Registry.Import.Reading.Fields;
using Workforce.Registry.Rejects;
using Workforce.Registry.Workers;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Import.Reading;

/// <summary>Reads one row of the file as a worker and a contract, and finds everything that is wrong with it.</summary>
/// <param name="today">The city's date: a birth date after it is rejected.</param>
/// <param name="dayZero">The day that the file's day numbers count from.</param>
/// <param name="purpose">What the file is read for.</param>
internal sealed class RowReader(Header header, CityNames city, DateOnly today, WorkingAge workingAge, DateOnly dayZero, FilePurpose purpose)
{
    private delegate bool TryReadText<T>(string text, out T value);

    private readonly List<Finding> _faults = [];
    private readonly List<Finding> _warnings = [];
    private IReadOnlyList<string> _fields = [];
    private string _unit = "";
    private int _row;

    /// <summary>How the NIKs end, also those of rejected rows.</summary>
    public NikDigits Niks { get; } = new();

    /// <summary>Null when the row is rejected.</summary>
    /// <param name="row">Its number in the file.</param>
    /// <param name="fields">Its fields in the order of the header.</param>
    /// <param name="findings">What the row is rejected for is added to them.</param>
    /// <param name="rejected">The row is added to them when it is rejected.</param>
    public RegisterRow? Read(int row, IReadOnlyList<string> fields, List<Finding> findings, List<RejectedRow> rejected)
    {
        (_row, _fields) = (row, fields);
        _faults.Clear();
        _warnings.Clear();
        RefuseSurplus();
        var nik = ReadNik();
        var person = ReadPerson(nik);
        var terms = ReadTerms();
        var details = ReadDetails(terms);
        var correction = ReadCorrection();
        if (_faults.Count == 0)
            FindContradictions(person, terms, details);
        if (_faults.Count == 0 && workingAge.Doubts(person.BirthDate, terms.Period.FirstDay))
            Warn(Column.BirthDate, Tidy(Column.BirthDate), $"is {WorkingAge.AgeOn(terms.Period.FirstDay, person.BirthDate)} years before the first day");
        if (_faults.Count == 0)
            return new RegisterRow(row, nik!.Value, header, person, terms, details, _warnings.Count == 0 ? [] : [.. _warnings]) { Unit = _unit, Correction = correction };
        findings.AddRange(_faults);
        rejected.Add(KeptRow.Of(
            row, Tidy, nik, new CellsRead(person.Name, person.BirthDate, terms.UnitId, terms.Period.FirstDay, terms.Period.LastDay, details.DecreeDate), _faults));
        return null;
    }

    /// <summary>Whether a row is a header by which the rows below it would have to be read.</summary>
    public bool IsAnotherHeader(IReadOnlyList<string> fields)
    {
        var other = Header.Of(fields);
        return other.Missing.Count == 0 && !other.IsLike(header);
    }

    private void RefuseSurplus()
    {
        for (var field = header.FieldCount; field < _fields.Count; field++)
        {
            if (string.IsNullOrWhiteSpace(_fields[field]))
                continue;
            _faults.Add(Finding.Of(Severity.Rejected, _row, "", _fields[field],
                $"the row has {_fields.Count} fields, the header {header.FieldCount}; is a separator inside a value that is not quoted?"));
            return;
        }
    }

    private Nik? ReadNik()
    {
        var text = Required(Column.Nik);
        if (text.Length == 0)
            return null;
        var isNik = NikField.TryRead(text, out var nik, out var fault);
        if (nik != default)
            Niks.Add(nik);
        if (isNik)
            return nik;
        Reject(Column.Nik, text, fault);
        return null;
    }

    private WorkerDetails ReadPerson(Nik? nik)
    {
        var name = RequiredWords(Column.Name);
        if (name.Length > 0 && PersonName.HasTitle(name))
            Warn(Column.Name, name, "has a title; the column is for the name without titles");
        var birthDate = RequiredDay(Column.BirthDate);
        if (birthDate > today)
            Reject(Column.BirthDate, Tidy(Column.BirthDate), "is in the future");
        var sex = ReadSex();
        if (nik is { } known && birthDate is { } born && sex is { } itsSex && !known.AgreesWith(born, itsSex))
            Warn(Column.BirthDate, Tidy(Column.BirthDate), $"the birth date or the sex differs from what the NIK {known} says");
        return new WorkerDetails(
            PersonName.Repair(name), birthDate ?? default, sex ?? default,
            Optional(Column.ThkNumber), Optional(Column.BirthPlace), Optional(Column.Education), Optional(Column.DiplomaNumber),
            OptionalDay(Column.GraduatedOn), Optional(Column.School), Optional(Column.FieldOfStudy),
            Optional(Column.Email), Optional(Column.Phone),
            OptionalDay(Column.FirstAppointedOn),
            OptionalOneOf<BknCategory>(Column.BknCategory, BknCategoryField.TryRead, BknCategoryField.Forms), ReadNiptt(),
            ReadDigits(Column.HealthInsuranceNumber, PersonalNumberField.HealthInsuranceDigits),
            ReadDigits(Column.EmploymentInsuranceNumber, PersonalNumberField.EmploymentInsuranceDigits));
    }

    private Sex? ReadSex()
    {
        var text = Required(Column.Sex);
        if (text.Length == 0)
            return null;
        if (SexField.TryRead(text, out var sex))
            return sex;
        Reject(Column.Sex, text, SexField.Forms);
        return null;
    }

    private ContractTerms ReadTerms()
    {
        var first = RequiredDay(Column.FirstDay);
        var last = RequiredDay(Column.LastDay);
        if (last < first)
            Reject(Column.LastDay, Tidy(Column.LastDay), string.Create(CultureInfo.InvariantCulture, $"ends before it begins on {first:yyyy-MM-dd}"));
        return new ContractTerms(ReadUnit(), ReadEmployer(), new Period(first ?? default, last ?? default));
    }

    private Guid ReadUnit()
    {
        var text = _unit = Required(Column.Unit);
        if (text.Length == 0)
            return default;
        if (city.TryFindUnit(text, out var unitId))
            return unitId;
        Reject(Column.Unit, text, Unknown("is not a work unit of the city", city.UnitHint(text)));
        return default;
    }

    private Guid? ReadEmployer()
    {
        Guid? vendorId = null;
        var text = Optional(Column.Employer);
        if (text is null || city.TryFindEmployer(text, out vendorId))
            return vendorId;
        Reject(Column.Employer, text, Unknown("is neither the city nor a registered vendor", city.VendorHint(text)));
        return null;
    }

    private string? ReadNiptt()
    {
        if (Optional(Column.Niptt) is not { } text)
            return null;
        if (PersonalNumberField.IsNiptt(text, out var fault))
            return text;
        Reject(Column.Niptt, text, fault);
        return null;
    }

    private string? ReadDigits(Column column, int digits)
    {
        if (Optional(column) is not { } text)
            return null;
        if (PersonalNumberField.TryReadDigits(text, digits, out var number, out var fault))
            return number;
        Reject(column, text, fault);
        return null;
    }

    private ContractDetails ReadDetails(ContractTerms terms) => new(
        Required(Column.DecreeNumber), OptionalDay(Column.DecreeDate), Optional(Column.DecreeEducation), Required(Column.Position),
        Optional(Column.SignatoryPosition), ReadWage(), Optional(Column.BudgetCode),
        OptionalOneOf<EngagementKind>(Column.Engagement, EngagementField.TryRead, EngagementField.Forms) ?? terms.ImpliedEngagement,
        OptionalOneOf<bool>(Column.Blud, BludField.TryRead, BludField.Forms));

    private RowCorrection? ReadCorrection()
    {
        var isWithdrawal = OptionalOneOf<bool>(Column.Withdrawal, YesNoField.TryRead, YesNoField.Forms) is true;
        if (purpose is FilePurpose.Import)
        {
            if (isWithdrawal)
                Reject(Column.Withdrawal, Tidy(Column.Withdrawal), "is for corrections: hand the file to contract correct-file, or empty the cell");
            return null;
        }
        var contract = Required(Column.ContractId);
        if (!Guid.TryParse(contract, out var contractId) && contract.Length > 0)
            Reject(Column.ContractId, contract, "is not the id of a contract, as an export has it");
        var (number, date) = (Optional(Column.Paper), OptionalDay(Column.PaperDate));
        if (number is null != date is null)
            Reject(number is null ? Column.Paper : Column.PaperDate, "", "is empty, though the row has the other of the two");
        return new RowCorrection(
            contractId, ReadRevision(Column.Revision), ReadRevision(Column.WorkerRevision), isWithdrawal, Tidy(Column.Employer), Optional(Column.Reason), number, date);
    }

    private int? ReadRevision(Column column)
    {
        if (Optional(column) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            return revision;
        Reject(column, text, "is not a number, as an export has it");
        return null;
    }

    /// <summary>Cells that are each good and cannot both be right.</summary>
    private void FindContradictions(WorkerDetails person, ContractTerms terms, ContractDetails details)
    {
        var isOutsourced = details.Engagement is EngagementKind.Outsourced;
        if (isOutsourced && terms.VendorId is null)
            Reject(Column.Engagement, Tidy(Column.Engagement), $"the city is the employer; write the vendor into {Column.Employer.Title()}, or another kind");
        else if (!isOutsourced && terms.VendorId is not null)
            Reject(Column.Engagement, Tidy(Column.Engagement), $"{Column.Employer.Title()} is a vendor, whose workers are alih daya; empty that cell, or write alih daya");
        if (!terms.Period.IsAfterBirth(person.BirthDate))
            Reject(Column.BirthDate, Tidy(Column.BirthDate), string.Create(CultureInfo.InvariantCulture, $"is not before the contract's first day {terms.Period.FirstDay:yyyy-MM-dd}"));
        if (person.FirstAppointedOn > terms.Period.FirstDay)
            Reject(Column.FirstAppointedOn, Tidy(Column.FirstAppointedOn), string.Create(CultureInfo.InvariantCulture, $"is after the contract's first day {terms.Period.FirstDay:yyyy-MM-dd}"));
        else if (person.FirstAppointedOn <= person.BirthDate)
            Reject(Column.FirstAppointedOn, Tidy(Column.FirstAppointedOn), string.Create(CultureInfo.InvariantCulture, $"is not after the birth date {person.BirthDate:yyyy-MM-dd}"));
    }

    private long? ReadWage()
    {
        if (Optional(Column.MonthlyWage) is not { } text)
            return null;
        if (WageField.TryRead(text, out var rupiah, out var fault))
            return rupiah;
        Reject(Column.MonthlyWage, text, fault);
        return null;
    }

    private DateOnly? RequiredDay(Column column) => ReadDay(column, Required(column));

    private DateOnly? OptionalDay(Column column) => ReadDay(column, Optional(column) ?? "");

    private DateOnly? ReadDay(Column column, string text)
    {
        if (text.Length == 0)
            return null;
        if (DayField.TryRead(text, dayZero, out var day, out var fault))
            return day;
        Reject(column, text, fault);
        return null;
    }

    private T? OptionalOneOf<T>(Column column, TryReadText<T> tryRead, string forms)
        where T : struct
    {
        if (Optional(column) is not { } text)
            return null;
        if (tryRead(text, out var value))
            return value;
        Reject(column, text, forms);
        return null;
    }

    /// <summary>The text; empty when it is missing or bad, and then the row is rejected.</summary>
    private string Required(Column column)
    {
        var text = Tidy(column);
        if (text.Length > 0 && !IsKept(column, text))
            return "";
        if (text.Length == 0)
            Reject(column, text, "is empty");
        else if (TextField.SaysNothing(text, isName: column is Column.Name))
            Reject(column, text, TextField.Nothing);
        else
            return text;
        return "";
    }

    /// <summary>The text; null when the cell is empty, says that there is nothing, or is bad, and then the row is rejected.</summary>
    private string? Optional(Column column)
    {
        var text = Tidy(column);
        return text.Length > 0 && IsKept(column, text) && !CellText.IsMark(text) && !CellText.IsWordForNothing(text) ? text : null;
    }

    /// <summary>The text; empty, with the row rejected, also when it has no letter: 0 is no name.</summary>
    private string RequiredWords(Column column)
    {
        var text = Required(column);
        if (text.Length == 0 || TextField.HasLetter(text))
            return text;
        Reject(column, text, TextField.NoLetter);
        return "";
    }

    private bool IsKept(Column column, string text)
    {
        if (TextField.FaultOf(text) is not { } fault)
            return true;
        Reject(column, text, fault);
        return false;
    }

    private string Tidy(Column column) => TextField.Tidy(header.Value(_fields, column));

    private void Reject(Column column, string value, string reason) => _faults.Add(Finding.Rejected(_row, column, value, reason));

    private void Warn(Column column, string value, string reason) => _warnings.Add(Finding.Warning(_row, column, value, reason));

    private static string Unknown(string what, string? hint) => hint is null ? what : $"{what}; {hint}";
}
