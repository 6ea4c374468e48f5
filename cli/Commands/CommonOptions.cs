using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Workforce.Cli.Terminal;

namespace Workforce.Cli.Commands;

/// <summary>Options of several commands, so that they are spelt and checked alike.</summary>
public static class CommonOptions
{
    public static readonly Option<string?> EndpointsFile = new("--endpoints")
    {
        Description = "File with the addresses of the running system; not needed after ./run",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string?> As = new("--as")
    {
        Description = "The role to act in, in Development; by default one that may do it",
        HelpName = "ROLE",
        Recursive = true,
    };

    public static readonly Option<string?> Purpose = PurposeOption();

    public static Option<string> City() => new("--city") { Description = "Code or name, for example kupang", HelpName = "CITY", Required = true };

    public static Option<string?> OptionalCity() => new("--city") { Description = "Code or name, for example kupang", HelpName = "CITY" };

    public static Option<string?> Sheet() => new("--sheet") { Description = "The sheet of an .xlsx file; its first one by default", HelpName = "NAME" };

    /// <summary>A date that is refused, by name, unless it is of the form yyyy-MM-dd.</summary>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd",
        CustomParser = Read,
    };

    /// <summary>In the form of the protos, yyyy-MM-dd; empty for none.</summary>
    public static string Iso(DateOnly? day) => day is { } given ? Words.Iso(given) : "";

    // As a header it is sent in plain letters.
    private static Option<string?> PurposeOption()
    {
        var option = new Option<string?>("--purpose")
        {
            Description = "What personal data are read for; it stands in the access log",
            HelpName = "TEXT",
            Recursive = true,
        };
        option.Validators.Add(typed =>
        {
            if (typed.GetValue(option) is { } text && (text.Trim().Length == 0 || text.Any(letter => letter is < ' ' or > '~')))
                typed.AddError("--purpose is to be plain letters, digits and signs (ASCII)");
        });
        return option;
    }

    private static DateOnly? Read(ArgumentResult typed)
    {
        var text = typed.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        typed.AddError($"{(typed.Parent as OptionResult)?.IdentifierToken?.Value} '{text}' is not a date of the form yyyy-MM-dd");
        return null;
    }
}
