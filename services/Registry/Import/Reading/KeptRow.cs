using Workforce.Registry.Import.Reading.Fields;
using Workforce.Registry.Rejects;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Time;
using Workforce.Spreadsheets.Cells;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Import.Reading;

/// <summary>Rejected rows as they are kept. A chunk without one has no cost by it.</summary>
internal static class KeptRow
{
    /// <summary>A row whose cells are each good, and that is rejected for a contract.</summary>
    public static RejectedRow Of(RegisterRow row, Finding finding, Guid contractId, bool isOfSameUnit)
    {
        var isDuplicate = finding.Column == Column.Nik.Title();
        var period = row.Terms.Period;
        return new RejectedRow(
            row.Row,
            ContentOf(
                row.Nik.Digits, row.Worker.Name, Text(row.Worker.BirthDate), row.Unit, Text(period.FirstDay), Text(period.LastDay),
                row.Details.DecreeNumber, Text(row.Details.DecreeDate), row.Details.Position),
            row.Nik, row.Nik.Digits[^4..], Finding.Printable(row.Worker.Name), row.Worker.BirthDate, Finding.Printable(row.Unit), row.Terms.UnitId,
            period.FirstDay, period.LastDay, Finding.Printable(row.Details.DecreeNumber), row.Details.DecreeDate, Finding.Printable(row.Details.Position))
        {
            Kind = !isOfSameUnit ? RejectKind.DoubleEmployment : isDuplicate ? RejectKind.Duplicate : RejectKind.Overlap,
            Findings = [Kept(finding)],
            ContractId = contractId,
            // Either the days are wrong, or, of a duplicate, the NIK.
            Doubts = RejectDoubts.FirstDay | (isDuplicate ? RejectDoubts.Nik : RejectDoubts.None),
        };
    }

    /// <summary>A row that says what was corrected since, or withdrawn.</summary>
    /// <param name="contractId">The contract that it should have; null where its NIK is the worker's former one.</param>
    public static RejectedRow Outdated(RegisterRow row, Finding finding, Guid? contractId) => Of(row, finding, contractId ?? default, isOfSameUnit: true) with
    {
        Kind = RejectKind.Outdated,
        ContractId = contractId,
        Doubts = contractId is null ? RejectDoubts.Nik : RejectDoubts.None,
    };

    /// <summary>A row with wrong cells.</summary>
    /// <param name="cell">The row's cells as tidy text.</param>
    /// <param name="read">What of them could be read; days that could not are the default.</param>
    public static RejectedRow Of(int row, Func<Column, string> cell, Nik? nik, CellsRead read, IReadOnlyList<Finding> faults)
    {
        var nikText = Cut(cell(Column.Nik));
        var (name, unit, decree, position) = (Cut(cell(Column.Name)), Cut(cell(Column.Unit)), Cut(cell(Column.DecreeNumber)), Cut(cell(Column.Position)));
        var (birthDate, firstDay, lastDay) = (Known(read.BirthDate), Known(read.FirstDay), Known(read.LastDay));
        return new RejectedRow(
            row,
            ContentOf(
                Nik.TryRead(NikField.WithoutMarks(nikText), out var digits) ? digits.Digits : nikText, read.Name.Length > 0 ? read.Name : name,
                Text(birthDate, cell(Column.BirthDate)), unit, Text(firstDay, cell(Column.FirstDay)), Text(lastDay, cell(Column.LastDay)), decree,
                Text(read.DecreeDate), position),
            nik, Finding.Printable(nikText.Length > 4 ? nikText[^4..] : nikText), Finding.Printable(read.Name.Length > 0 ? read.Name : name), birthDate,
            Finding.Printable(unit), read.UnitId == default ? null : read.UnitId, firstDay, lastDay, Finding.Printable(decree), read.DecreeDate,
            Finding.Printable(position))
        {
            Findings = [.. faults.Select(Kept)],
            // Of two days that contradict each other only the clerk can tell which is wrong.
            Doubts = faults.Aggregate(
                birthDate >= firstDay || lastDay < firstDay || IsAfter(firstDay, cell(Column.FirstAppointedOn)) ? RejectDoubts.FirstDay : RejectDoubts.None,
                (doubts, fault) => doubts | DoubtsOf(fault.Column)),
        };
    }

    /// <summary>A row of which no cell can be told from another.</summary>
    public static RejectedRow Of(int row, IReadOnlyList<string> fields, Finding fault)
    {
        var text = string.Join('\n', fields.Select(field => Cut(field)));
        return new RejectedRow(
            row, DerivedId.From("reject without cells", fault.Reason, text, text.Length == 0 ? row : 0), null, "", "", null, "", null, null, null, "", null, "")
        {
            Findings = [Kept(fault)],
            Doubts = RejectDoubts.Nik | RejectDoubts.Unit | RejectDoubts.FirstDay,
        };
    }

    // A name or a unit in other letter case says the same; a NIK of 16 digits is the same with whatever marks between them.
    private static Guid ContentOf(
        string nik, string name, string birthDate, string unit, string firstDay, string lastDay, string decreeNumber, string decreeDate, string position) =>
        DerivedId.From("reject", nik, Spelling.Key(name), birthDate, Spelling.Key(unit), firstDay, lastDay, decreeNumber, decreeDate, position);

    private static RejectFinding Kept(Finding finding) => new(finding.Column, finding.Value, finding.Reason);

    // Of a row that is wrong as a whole, cells may stand in the wrong columns.
    private static RejectDoubts DoubtsOf(string column) =>
        column.Length == 0 ? RejectDoubts.Unit | RejectDoubts.FirstDay
        : column == Column.Nik.Title() ? RejectDoubts.Nik
        : column == Column.Unit.Title() ? RejectDoubts.Unit
        : column == Column.FirstDay.Title() ? RejectDoubts.FirstDay
        : RejectDoubts.None;

    // Of a workbook that counts days from 1904 a number is a day four years before the one that it means; then a doubt is missing, nothing worse.
    private static bool IsAfter(DateOnly? firstDay, string appointedOn) =>
        DayField.TryRead(appointedOn, DayNumbers.From1900, out var day, out _) && day > firstDay;

    // Of a longer cell, which is no value of the register, the beginning counts; not within a letter of two characters.
    private static string Cut(string text) =>
        text.Length <= TextField.Longest ? text : text[..(char.IsHighSurrogate(text[TextField.Longest - 1]) ? TextField.Longest - 1 : TextField.Longest)];

    private static DateOnly? Known(DateOnly day) => day == default ? null : day;

    private static string Text(DateOnly? day, string written = "") => day?.ToIso() ?? Cut(written);
}

/// <summary>What could be read of a row with wrong cells; days and ids that could not are the default.</summary>
/// <param name="Name">Empty where it could not.</param>
internal readonly record struct CellsRead(string Name, DateOnly BirthDate, Guid UnitId, DateOnly FirstDay, DateOnly LastDay, DateOnly? DecreeDate);
