using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Identity;
using Workforce.Cli.Terminal;

namespace Workforce.Cli.Commands;

/// <summary><c>login</c>: logs a person in at the city's identity provider.</summary>
public static class LogInCommand
{
    private static readonly Option<string?> Authority = new("--authority") { Description = "The provider's address; WORKFORCE_AUTHORITY by default", HelpName = "URL" };
    private static readonly Option<string> Client = new("--client-id") { Description = "As which this program is known there", HelpName = "ID", DefaultValueFactory = _ => "workforce-cli" };

    public static Command Create()
    {
        var command = new Command("login", "Logs you in at the city's identity provider, with a browser on any device; the tokens are kept in a file of your own") { Authority, Client };
        CommandRun.SetAction(command, LogInAsync);
        return command;
    }

    private static async Task<int> LogInAsync(CommandRun run)
    {
        var authority = run.Get(Authority) ?? Environment.GetEnvironmentVariable("WORKFORCE_AUTHORITY");
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw new BadInputException($"--authority '{authority}' is not an address of the form https://host/path");
        await LogIn.StartAsync(authority, run.Get(Client), (url, code) => Show(run.Screen, url, code), run.Cancellation);
        run.Screen.Line($"[green]✓[/] Logged in. The tokens are in {Words.Safe(LogIn.File)}");
        return ExitCode.Done;
    }

    private static void Show(Screen screen, string url, string code)
    {
        screen.Line("Open this address with a browser on any device, and log in there:");
        screen.Verbatim($"  {url}");
        screen.Line($"The code is [bold]{Words.Safe(code)}[/]. Waiting…");
    }
}
