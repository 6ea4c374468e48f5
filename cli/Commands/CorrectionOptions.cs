using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary>Options of every correction: why, and on which paper.</summary>
internal static class CorrectionOptions
{
    public static readonly Option<string> Reason = new("--reason") { Description = "Why it is corrected; kept with it", HelpName = "TEXT", Required = true };

    private static readonly Option<string?> Number = new("--paper") { Description = "Number of the paper (dokumen dasar) that it is made on", HelpName = "NUMBER" };
    private static readonly Option<DateOnly?> Date = CommonOptions.Day("--paper-date", "Date of the paper");

    public static void AddTo(Command command)
    {
        command.Add(Reason);
        command.Add(Number);
        command.Add(Date);
    }

    /// <returns>Null when none is given.</returns>
    /// <exception cref="BadInputException">Number or date alone is given.</exception>
    public static Paper? PaperOf(CommandRun run) => (run.Get(Number), run.Get(Date)) switch
    {
        (null, null) => null,
        ({ } number, { } date) => new Paper { Number = number, Date = CommonOptions.Iso(date) },
        (null, _) => throw new BadInputException("--paper-date is given without --paper, the paper's number"),
        _ => throw new BadInputException("--paper is given without --paper-date, the paper's date"),
    };
}
