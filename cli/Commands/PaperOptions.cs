using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary>A paper (surat) that is typed by its number and date.</summary>
internal static class PaperOptions
{
    public static readonly Option<string?> Number = new("--paper-number") { Description = "Number of the paper (nomor surat)", HelpName = "NUMBER" };

    public static readonly Option<DateOnly?> Date = CommonOptions.Day("--paper-date", "Date of the paper (tanggal surat)");

    /// <returns>Null when none is typed.</returns>
    /// <exception cref="BadInputException">Only one of the two is typed.</exception>
    public static Paper? PaperOf(CommandRun run) => (run.Get(Number), run.Get(Date)) switch
    {
        (null, null) => null,
        ({ } number, { } date) => new Paper { Number = number, Date = CommonOptions.Iso(date) },
        (null, _) => throw new BadInputException("--paper-date is given without --paper-number, the paper's number"),
        _ => throw new BadInputException("--paper-number is given without --paper-date, the paper's date"),
    };
}
