using System.Collections.Frozen;
using Workforce.Contract.Events;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Sheets;

namespace Workforce.Contract.Decisions.Sheets;

/// <summary>A row of a sheet of proposals that can be read.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Nik">All 16 digits.</param>
/// <param name="ContractId">Null where the sheet does not say it.</param>
internal sealed record SheetRow(int Row, string Nik, Guid? ContractId, DecisionTerms Terms)
{
    /// <summary>The column that a field of the decision comes from.</summary>
    public static SheetColumn ColumnOf(string field) => field switch
    {
        "ground" => SheetColumn.Ground,
        "reason" => SheetColumn.Reason,
        "paper.number" => SheetColumn.PaperNumber,
        "paper.date" => SheetColumn.PaperDate,
        _ => SheetColumn.Nik,
    };
}

/// <summary>Reads the rows of a sheet of proposals, and finds what is wrong with each.</summary>
/// <param name="dayZero">The day that the file's day numbers count from.</param>
internal sealed class SheetReader(SheetHeader<SheetColumn> header, DateOnly dayZero)
{
    private static readonly FrozenDictionary<string, RenewalOutcome> Outcomes = Keyed(
        ("renew", RenewalOutcome.Renew), ("diperpanjang", RenewalOutcome.Renew), ("perpanjang", RenewalOutcome.Renew), ("dilanjutkan", RenewalOutcome.Renew),
        ("ya", RenewalOutcome.Renew),
        ("not renew", RenewalOutcome.NotRenew), ("not", RenewalOutcome.NotRenew), ("tidak diperpanjang", RenewalOutcome.NotRenew),
        ("tidak perpanjang", RenewalOutcome.NotRenew), ("tidak dilanjutkan", RenewalOutcome.NotRenew), ("tidak", RenewalOutcome.NotRenew));

    // The words of answers, and what forms have instead.
    private static readonly FrozenDictionary<string, NonRenewalGround> Grounds = Keyed(
    [
        .. Enum.GetValues<NonRenewalGround>().Select(ground => (GroundWords.Word(ground), ground)),
        ("kinerja", NonRenewalGround.Performance),
        ("ketidakhadiran", NonRenewalGround.Absence),
        ("alpa", NonRenewalGround.Absence),
        ("disiplin", NonRenewalGround.Discipline),
        ("hukuman disiplin", NonRenewalGround.Discipline),
        ("batas usia", NonRenewalGround.Law),
        ("tidak bersedia", NonRenewalGround.Unwilling),
        ("kelebihan formasi", NonRenewalGround.Surplus),
        ("anggaran", NonRenewalGround.Budget),
        ("dokumen", NonRenewalGround.Document),
    ]);

    private readonly SheetCells<SheetColumn> _cells = new(SheetColumns.All, header, dayZero);

    /// <returns>Null when the row is rejected; the findings are added.</returns>
    public SheetRow? Read(int row, IReadOnlyList<string> fields, List<SheetFinding> findings) => _cells.Read(row, fields, () => Read(row), findings);

    private SheetRow Read(int row) => new(
        row, _cells.Nik(), _cells.ContractId(SheetColumn.ContractId),
        new DecisionTerms(
            ReadWord(SheetColumn.Outcome, Outcomes, "diperpanjang, tidak diperpanjang") ?? default, ReadGround(), _cells.Reason(SheetColumn.Reason, Decision.LongestReason),
            _cells.Paper(SheetColumn.PaperNumber, SheetColumn.PaperDate)));

    private NonRenewalGround? ReadGround() => _cells.Text(SheetColumn.Ground).Length == 0 ? null : ReadWord(SheetColumn.Ground, Grounds, GroundWords.All);

    private T? ReadWord<T>(SheetColumn column, FrozenDictionary<string, T> words, string all)
        where T : struct
    {
        var text = _cells.Text(column);
        if (words.TryGetValue(CellWords.KeyOf(text), out var word))
            return word;
        _cells.Reject(column, text, text.Length == 0 ? "is empty" : $"is none of {all}");
        return null;
    }

    private static FrozenDictionary<string, T> Keyed<T>(params (string Word, T Value)[] words) =>
        words.ToFrozenDictionary(word => CellWords.KeyOf(word.Word), word => word.Value);
}
