using System.Collections.Frozen;
using Workforce.Contract.Events;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Sheets;

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
    ]).ToFrozenDictionary(word => CellWords.KeyOf(word.Item1), word => word.Item2);

    private readonly SheetCells<SheetColumn> _cells = new(SheetColumns.All, header, dayZero);

    /// <returns>Null when the row is rejected; the findings are added.</returns>
    public SheetRow? Read(int row, IReadOnlyList<string> fields, List<SheetFinding> findings) => _cells.Read(row, fields, () => Read(row), findings);

    private SheetRow Read(int row) => new(
        row, _cells.Nik(), _cells.ContractId(SheetColumn.ContractId), ReadCode(), _cells.Day(SheetColumn.EffectiveOn),
        _cells.Paper(SheetColumn.PaperNumber, SheetColumn.PaperDate), _cells.Reason(SheetColumn.Reason, Separation.LongestReason));

    private SeparationCode ReadCode()
    {
        var text = _cells.Text(SheetColumn.Code);
        if (Codes.TryGetValue(CellWords.KeyOf(text), out var code))
            return code;
        _cells.Reject(SheetColumn.Code, text, text.Length == 0 ? "is empty" : $"is none of {string.Join(", ", Enum.GetValues<SeparationCode>().Select(SeparationCodes.Word))}");
        return default;
    }
}
