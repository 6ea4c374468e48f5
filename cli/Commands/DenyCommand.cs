using System.CommandLine;
using Spectre.Console;
using Workforce.Cli.Errors;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>deny add|lift|list</c>: whom every service denies although the token is valid.</summary>
public static class DenyCommand
{
    private static readonly Option<string?> Subject = new("--subject") { Description = "The person at the identity provider: all tokens", HelpName = "SUBJECT" };
    private static readonly Option<string?> Issuer = new("--issuer") { Description = "Of that identity; the connected provider by default", HelpName = "URL" };
    private static readonly Option<string?> TokenId = new("--token-id") { Description = "One token, by its id (jti)", HelpName = "ID" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why, for those who come later", HelpName = "TEXT", Required = true };
    private static readonly Argument<string> Id = new("ID") { Description = "Of the denial; list shows it" };

    public static Command Create()
    {
        var add = new Command("add", "Denies all tokens of a person, or one token; in force everywhere within 5 seconds") { Subject, Issuer, TokenId, Reason };
        var lift = new Command("lift", "Takes a denial back") { Id };
        var list = new Command("list", "Lists the denials in force");
        CommandRun.SetAction(add, AddAsync);
        CommandRun.SetAction(lift, LiftAsync);
        CommandRun.SetAction(list, ListAsync);
        return new Command("deny", "The deny list: persons and tokens that are no longer accepted") { add, lift, list };
    }

    private static async Task<int> AddAsync(CommandRun run)
    {
        if (run.Get(Subject) is null == run.Get(TokenId) is null)
            throw new BadInputException("either --subject or --token-id is required");
        var denial = await run.System.Denials.DenyAsync(
            new DenyRequest { Issuer = run.Get(Issuer) ?? "", Subject = run.Get(Subject) ?? "", TokenId = run.Get(TokenId) ?? "", Reason = run.Get(Reason) },
            cancellationToken: run.Cancellation);
        Show(run.Screen, [denial]);
        return ExitCode.Done;
    }

    private static async Task<int> LiftAsync(CommandRun run)
    {
        var lifted = await run.System.Denials.LiftDenialAsync(new LiftDenialRequest { DenialId = run.Get(Id) }, cancellationToken: run.Cancellation);
        run.Screen.Line($"Lifted: {Words.Safe(Whom(lifted))}");
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(CommandRun run)
    {
        Show(run.Screen, await run.Listings.Denials().ToListAsync(run.Cancellation));
        return ExitCode.Done;
    }

    private static void Show(Screen screen, IReadOnlyList<Denial> denials)
    {
        var table = screen.Table();
        foreach (var name in (string[])["Since (UTC)", "Denied", "Reason", "By", "Id"])
            table.AddColumn(new TableColumn(name));
        foreach (var denial in denials)
            table.AddRow(Words.Moment(denial.DeniedAt), Words.Safe(Whom(denial)), Words.Safe(denial.Reason), Words.Safe(denial.DeniedBy.Name), denial.Id);
        screen.Console.Write(table);
    }

    private static string Whom(Denial denial) => denial.TokenId.Length > 0 ? $"token {denial.TokenId}" : $"{denial.Subject} of {denial.Issuer}";
}
