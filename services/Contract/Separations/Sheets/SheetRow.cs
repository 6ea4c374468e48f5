using System.Collections.Frozen;
using Workforce.Contract.Events;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Contract.Separations.Sheets;

/// <summary>A row of a sheet of separations that can be read.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Nik">All 16 digits.</param>
/// <param name="ContractId">Null where the sheet does not say it.</param>
internal sealed record SheetRow(int Row, string Nik, Guid? ContractId, SeparationCode Code, DateOnly EffectiveOn, Paper? Paper, string? Reason)
{
    /// <summary>The column that a field of the separation comes from.</summary>
    public static SheetColumn ColumnOf(string field) => field switch
    {
        "code" => SheetColumn.Code,
        "effective_on" => SheetColumn.EffectiveOn,
        "paper.number" => SheetColumn.PaperNumber,
        "paper.date" => SheetColumn.PaperDate,
        _ => SheetColumn.Nik,
    };
}

/// <summary>Reads the rows of a sheet of separations, and finds what is wrong with each.</summary>
/// <param name="dayZero">The day that the file's day numbers count from.</param>
internal sealed class SheetReader(SheetHeader<SheetColumn> header, DateOnly dayZero)
{
    private const int LongestNumber = 500;

    // The codes, and what registers write instead.
    private static readonly FrozenDictionary<string, SeparationCode> Codes = Enum.GetValues<SeparationCode>().Select(code => (SeparationCodes.Word(code), code)).Concat(
    [
        ("lulus cpns", SeparationCode.Cpns),
        ("pppk paruh waktu", SeparationCode.PppkPartTime),
        ("bumn", SeparationCode.StateCompany),
        ("bumd", SeparationCode.StateCompany),
        ("bekerja di tempat lain", SeparationCode.OtherEmployer),
        ("pindah", SeparationCode.MovedCity),
        ("pindah kota", SeparationCode.MovedCity),
        ("mengundurkan diri", SeparationCode.Resigned),
        ("caleg", SeparationCode.PoliticalCandidate),
        ("calon legislatif", SeparationCode.PoliticalCandidate),
        ("meninggal", SeparationCode.Died),
        ("meninggal dunia", SeparationCode.Died),
        ("batas usia", SeparationCode.AgeLimit),
        ("disiplin", SeparationCode.Discipline),
        ("hukuman disiplin", SeparationCode.Discipline),
        ("rangkap kerja", SeparationCode.DoubleEmployment),
        ("dokumen tidak sah", SeparationCode.InvalidDocument),
        ("fiktif", SeparationCode.NeverExisted),
    ]).ToFrozenDictionary(word => KeyOf(word.Item1), word => word.Item2);

    private readonly List<SheetFinding> _faults = [];
    private IReadOnlyList<string> _fields = [];
    private int _row;

    /// <returns>Null when the row is rejected; the findings are added.</returns>
    public SheetRow? Read(int row, IReadOnlyList<string> fields, List<SheetFinding> findings)
    {
        (_row, _fields) = (row, fields);
        _faults.Clear();
        var read = new SheetRow(row, ReadNik(), ReadContractId(), ReadCode(), ReadEffectiveOn(), ReadPaper(), ReadReason());
        if (_faults.Count == 0)
            return read;
        findings.AddRange(_faults);
        return null;
    }

    private string ReadNik()
    {
        var text = header.Cell(_fields, SheetColumn.Nik);
        if (NikCell.FaultOf(text) is { } fault)
            Reject(SheetColumn.Nik, text, fault);
        return text;
    }

    private Guid? ReadContractId()
    {
        var text = header.Cell(_fields, SheetColumn.ContractId);
        if (text.Length == 0)
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        Reject(SheetColumn.ContractId, text, "is not the id of a contract");
        return null;
    }

    private SeparationCode ReadCode()
    {
        var text = header.Cell(_fields, SheetColumn.Code);
        if (Codes.TryGetValue(KeyOf(text), out var code))
            return code;
        Reject(SheetColumn.Code, text, text.Length == 0 ? "is empty" : $"is none of {string.Join(", ", Enum.GetValues<SeparationCode>().Select(SeparationCodes.Word))}");
        return default;
    }

    private DateOnly ReadEffectiveOn()
    {
        var text = header.Cell(_fields, SheetColumn.EffectiveOn);
        if (text.Length > 0)
            return ReadDay(SheetColumn.EffectiveOn, text);
        Reject(SheetColumn.EffectiveOn, text, "is empty");
        return default;
    }

    private Paper? ReadPaper()
    {
        var (number, date) = (header.Cell(_fields, SheetColumn.PaperNumber), header.Cell(_fields, SheetColumn.PaperDate));
        if (number.Length == 0 && date.Length == 0)
            return null;
        if (number.Length == 0)
            Reject(SheetColumn.PaperNumber, number, "is empty, although the paper has a date");
        else if ((number.Length > LongestNumber ? $"is longer than {LongestNumber} characters" : TextField.FaultOf(number)) is { } fault)
            Reject(SheetColumn.PaperNumber, number, fault);
        if (date.Length > 0)
            return new Paper(number, ReadDay(SheetColumn.PaperDate, date));
        Reject(SheetColumn.PaperDate, date, "is empty, although the paper has a number");
        return null;
    }

    private string? ReadReason()
    {
        var text = header.Cell(_fields, SheetColumn.Reason);
        if (text.Length == 0)
            return null;
        // It is about a person, so no finding repeats it.
        if ((text.Length > Separation.LongestReason ? $"is longer than {Separation.LongestReason} characters" : TextField.FaultOf(text)) is { } fault)
            Reject(SheetColumn.Reason, "", fault);
        return text;
    }

    private DateOnly ReadDay(SheetColumn column, string text)
    {
        if (DayField.TryRead(text, dayZero, out var day, out var fault))
            return day;
        Reject(column, text, fault);
        return default;
    }

    private static string KeyOf(string text) => string.Concat(text.Where(char.IsLetter)).ToUpperInvariant();

    private void Reject(SheetColumn column, string value, string reason) => _faults.Add(column.Rejected(_row, value, reason));
}
