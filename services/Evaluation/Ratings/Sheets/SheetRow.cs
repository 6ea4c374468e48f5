using System.Globalization;
using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Evaluation.Ratings.Sheets;

/// <summary>A row of a rating sheet that can be read.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Nik">All 16 digits.</param>
/// <param name="ContractId">Null where the sheet does not say it.</param>
/// <param name="ExpectedVersion">0 where the sheet does not say it.</param>
internal sealed record SheetRow(int Row, string Nik, Guid? ContractId, int ExpectedVersion, RatingFacts Facts)
{
    /// <summary>The column that a field of the rating comes from.</summary>
    public SheetColumn ColumnOf(string field) => field switch
    {
        "contract_id" => new SheetColumn(SheetField.Nik),
        "expected_version" => new SheetColumn(SheetField.Version),
        "facts.result" => new SheetColumn(SheetField.Result),
        "facts.conduct" => new SheetColumn(SheetField.Conduct),
        "facts.score" => new SheetColumn(SheetField.Score),
        "facts.head_recommendation" => new SheetColumn(SheetField.HeadRecommendation),
        "facts.rated_on" => new SheetColumn(SheetField.RatedOn),
        _ when field.StartsWith("facts.absences[", StringComparison.Ordinal) => ColumnOf(Facts.Absences[int.Parse(field.Split('[', ']')[1], CultureInfo.InvariantCulture)]),
        _ when field.StartsWith("facts.absences", StringComparison.Ordinal) && Facts.Absences.Count > 0 => ColumnOf(Facts.Absences[0]),
        _ => new SheetColumn(SheetField.Discipline),
    };

    private static SheetColumn ColumnOf(Absence absence) => new(SheetField.Absence, absence.Kind, absence.Month?.Month);
}

/// <summary>Reads the rows of a rating sheet, and finds what is wrong with each.</summary>
/// <param name="dayZero">The day that the file's day numbers count from.</param>
internal sealed class SheetReader(SheetHeader header, Round round, DateOnly dayZero)
{
    // The words of RatingCheck are for the wire: here a score may have a comma, as spreadsheets in Indonesian have it.
    private static readonly CultureInfo WithComma = new("id-ID") { NumberFormat = { NumberGroupSeparator = " " } };

    private readonly List<SheetFinding> _faults = [];
    private IReadOnlyList<string> _fields = [];
    private int _row;

    /// <returns>Null when the row is rejected; the findings are added.</returns>
    public SheetRow? Read(int row, IReadOnlyList<string> fields, List<SheetFinding> findings)
    {
        (_row, _fields) = (row, fields);
        _faults.Clear();
        var nik = ReadNik();
        var facts = new RatingFacts(
            ReadExpectation(SheetField.Result), ReadExpectation(SheetField.Conduct), ReadScore(), [.. ReadAbsences()], ReadDiscipline(), ReadHeadRecommendation(),
            ReadText(SheetField.Note, RatingFacts.LongestNote), ReadRatedOn());
        var (contractId, version) = (ReadContractId(), ReadNumber(new SheetColumn(SheetField.Version)) ?? 0);
        if (_faults.Count == 0)
            return new SheetRow(row, nik, contractId, version, facts);
        findings.AddRange(_faults);
        return null;
    }

    private string ReadNik()
    {
        var column = new SheetColumn(SheetField.Nik);
        var text = header.Cell(_fields, column);
        if (NikCell.FaultOf(text) is { } fault)
            Reject(column, text, fault);
        return text;
    }

    private Expectation? ReadExpectation(SheetField field)
    {
        var column = new SheetColumn(field);
        var text = header.Cell(_fields, column);
        if (text.Length == 0)
            return null;
        var read = SheetWords.ExpectationOf(text);
        if (read is null)
            Reject(column, text, SheetWords.Expectations);
        return read;
    }

    private decimal? ReadScore()
    {
        var column = new SheetColumn(SheetField.Score);
        var text = header.Cell(_fields, column);
        if (text.Length == 0)
            return null;
        if (ExactNumber.TryRead(text, text.Contains(',') ? WithComma : CultureInfo.InvariantCulture, out var score))
            return score;
        Reject(column, text, "is not a number like 76 or 75,99");
        return null;
    }

    private IEnumerable<Absence> ReadAbsences()
    {
        foreach (var column in header.Absences.OrderBy(column => column.Kind).ThenBy(column => column.Month))
        {
            if (ReadNumber(column) is not ({ } days and > 0))
                continue;
            if (column.Month is not { } number)
                yield return new Absence(column.Kind!.Value, days, null);
            else if (MonthsOfRound(number) is [var month])
                yield return new Absence(column.Kind!.Value, days, month);
            else
                Reject(column, $"{days}", $"is not one month of the round's period, {round.PeriodFrom:yyyy-MM-dd} to {round.PeriodTo:yyyy-MM-dd}");
        }
    }

    // A period from the middle of a month to the same of the next year has that month twice.
    private List<DateOnly> MonthsOfRound(int number)
    {
        var months = new List<DateOnly>();
        for (var month = new DateOnly(round.PeriodFrom.Year, round.PeriodFrom.Month, 1); month <= round.PeriodTo; month = month.AddMonths(1))
            if (month.Month == number)
                months.Add(month);
        return months;
    }

    private Discipline? ReadDiscipline() => ReadText(SheetField.Discipline, TextField.Longest) is { } text ? new Discipline(text, null, null) : null;

    private HeadRecommendation? ReadHeadRecommendation()
    {
        var column = new SheetColumn(SheetField.HeadRecommendation);
        var text = header.Cell(_fields, column);
        if (text.Length == 0)
            return null;
        var read = SheetWords.HeadRecommendationOf(text);
        if (read is null)
            Reject(column, text, SheetWords.HeadRecommendations);
        return read;
    }

    private DateOnly? ReadRatedOn()
    {
        var column = new SheetColumn(SheetField.RatedOn);
        var text = header.Cell(_fields, column);
        if (text.Length == 0)
            return null;
        if (DayField.TryRead(text, dayZero, out var day, out var fault))
            return day;
        Reject(column, text, fault);
        return null;
    }

    private Guid? ReadContractId()
    {
        var column = new SheetColumn(SheetField.ContractId);
        var text = header.Cell(_fields, column);
        if (text.Length == 0)
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        Reject(column, text, "is not the id of a contract, as the sheet had it");
        return null;
    }

    private int? ReadNumber(SheetColumn column)
    {
        var text = header.Cell(_fields, column);
        if (text.Length == 0)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Reject(column, text, "is not a whole number");
        return null;
    }

    private string? ReadText(SheetField field, int longest)
    {
        var column = new SheetColumn(field);
        var text = header.Cell(_fields, column);
        if (text.Length == 0)
            return null;
        if (TextField.FaultOf(text, longest) is { } fault)
            Reject(column, text, fault);
        return text;
    }

    private void Reject(SheetColumn column, string value, string reason) => _faults.Add(column.Rejected(_row, value, reason));
}
