using Google.Protobuf;
using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>Corrections of the register, field by field.</summary>
public static class CorrectionsScreen
{
    private static readonly JsonFormatter Format = new(JsonFormatter.Settings.Default.WithIndentation().WithPreserveProtoFieldNames(true));

    /// <summary>What a command has corrected.</summary>
    public static void ShowMade(Screen screen, IReadOnlyList<Correction> corrections)
    {
        if (corrections.Count == 0)
            screen.Line("Nothing to correct: the register says so already.");
        else
            Show(screen, corrections);
    }

    /// <param name="namesContracts">Whether they are of more than one contract.</param>
    public static void Show(Screen screen, IReadOnlyList<Correction> corrections, bool namesContracts = false)
    {
        if (corrections.Count == 0)
        {
            screen.Line("Nothing was corrected.");
            return;
        }
        var table = screen.Table();
        foreach (var name in (string[])["When", "Field", "From", "To", "Reason", "Paper", "By"])
            table.AddColumn(new TableColumn(name));
        foreach (var correction in corrections)
            table.AddRow(
                $"{correction.At.ToDateTime():yyyy-MM-dd HH:mm} UTC", FieldOf(correction), Words.Safe(correction.From), Words.Safe(correction.To),
                Words.Safe(correction.Reason), correction.Paper is { } paper ? Words.Safe($"{paper.Number}, {paper.Date}") : "", Words.Safe(correction.By.Name));
        screen.Console.Write(table);

        string FieldOf(Correction correction) =>
            FieldName(correction.Field) + (namesContracts && correction.ContractId.Length > 0 ? $"\n[dim]{Words.Safe(correction.ContractId)}[/]" : "");
    }

    /// <summary>As the protos have them.</summary>
    public static string ToJson(IEnumerable<Correction> corrections) => Format.Format(new ListCorrectionsReply { Corrections = { corrections } });

    public static string FieldName(CorrectedField field) => field switch
    {
        CorrectedField.FirstDay => "first day",
        CorrectedField.LastDay => "last day",
        CorrectedField.MonthlyWage => "wage",
        CorrectedField.Withdrawn => "contract",
        CorrectedField.Nik => "NIK",
        _ => $"{field}".ToLowerInvariant(),
    };
}
