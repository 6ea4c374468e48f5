using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>rejects list|dismiss</c>: rows that imports rejected, until they are settled.</summary>
public static class RejectsCommand
{
    private static readonly string[] Kinds = ["invalid", "duplicate", "overlap", "double-employment", "outdated"];

    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<string?> Unit = new("--unit") { Description = "Code or name of a work unit: its rows, and rows beside a contract of it", HelpName = "UNIT" };
    private static readonly Option<string?> Kind = new("--kind") { Description = string.Join(", ", Kinds), HelpName = "KIND" };
    private static readonly Option<bool> Settled = new("--settled") { Description = "Those that are settled instead, with when, how and by whom" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why there is nothing to import; at most 500 characters", HelpName = "TEXT", Required = true };
    private static readonly Argument<string> Id = new("ID") { Description = "Of the reject; list shows it" };

    public static Command Create()
    {
        var list = new Command("list", "Lists the rows that imports rejected and that are not settled; beside each the contract for which it was rejected") { City, Unit, Kind, Settled };
        var dismiss = new Command("dismiss", "Settles a row for which there is nothing to import") { Id, Reason };
        CommandRun.SetAction(list, ListAsync);
        CommandRun.SetAction(dismiss, DismissAsync);
        return new Command("rejects", "Kept rejects: rows that imports rejected, until they are imported right or dismissed with a reason") { list, dismiss };
    }

    private static async Task<int> ListAsync(CommandRun run)
    {
        var kind = run.Get(Kind) is { } word ? KindOf(word) : RejectKind.Unspecified;
        var city = await run.FindCityAsync(run.Get(City));
        var filter = new ListRejectsRequest { CityId = city.Id, Kind = kind, Settled = run.Get(Settled) };
        if (run.Get(Unit) is { } unit)
            filter.UnitId = (await UnitChoice.FindAsync(run, city, unit)).Id;
        RejectsScreen.Show(run.Screen, city, await run.Listings.Rejects(filter).ToListAsync(run.Cancellation), filter.Settled);
        return ExitCode.Done;
    }

    private static async Task<int> DismissAsync(CommandRun run)
    {
        var dismissed = await run.System.Rejects.DismissRejectAsync(
            new DismissRejectRequest { RejectId = run.Get(Id), Reason = run.Get(Reason) }, cancellationToken: run.Cancellation);
        run.Screen.Line($"Dismissed: {Words.Safe(dismissed.Reason)}");
        return ExitCode.Done;
    }

    private static RejectKind KindOf(string word) => Array.IndexOf(Kinds, word) is var at and >= 0
        ? (RejectKind)(at + 1)
        : throw new BadInputException($"--kind '{word}' is none of {string.Join(", ", Kinds)}");
}
