using System.CommandLine;
using System.CommandLine.Parsing;
using Workforce.Cli.Errors;

namespace Workforce.Cli.Commands;

/// <summary>Errors of a command line as typed, before the command runs.</summary>
public static class TypingErrors
{
    /// <summary>One sentence about the first error; null when there is none, or with <c>--help</c>.</summary>
    public static string? Find(ParseResult typed)
    {
        if (typed.Errors.Count == 0 || typed.Action is { ClearsParseErrors: true })
            return null;

        var command = typed.CommandResult.Command;
        var help = $"see {string.Join(' ', Path(command))} --help";
        if (typed.UnmatchedTokens is [var unknown, ..])
            return $"'{unknown}' is not a command or option here{Nearest.Hint(unknown, Known(command))}; {help}";
        // One that does something itself has been typed wrong, although it has commands.
        return command is { Action: null, Subcommands.Count: > 0 } or RootCommand
            ? $"'{command.Name}' needs one of its commands: {string.Join(", ", command.Subcommands.Select(subcommand => subcommand.Name))}; {help}"
            : $"{NotANumber(typed.Errors[0]) ?? typed.Errors[0].Message.TrimEnd('.')}; {help}";
    }

    // The parser would name the number's type instead.
    private static string? NotANumber(ParseError error) =>
        (error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult) is { Option: { } option, Tokens: [var token] }
        && (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) is var type && (type == typeof(int) || type == typeof(long))
            ? $"{option.Name} '{token.Value}' is not a whole number, written with digits alone"
            : null;

    private static IEnumerable<string> Known(Command command) =>
        command.Subcommands.Select(subcommand => subcommand.Name).Concat(command.Options.Select(option => option.Name));

    private static IEnumerable<string> Path(Command command)
    {
        var names = command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Path(parent) : [];
        return names.Append(command is RootCommand ? "workforce" : command.Name);
    }
}
