using Spectre.Console;
using Workforce.Cli.Cities;
using Workforce.Cli.Terminal;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>city apply</c>.</summary>
public static class CityScreen
{
    public static void Show(Screen screen, CityFolder folder, AppliedCity applied)
    {
        var reply = applied.City;
        var changed = reply.Changed == 0 ? "nothing changed" : $"{Words.Count(reply.Changed, "row")} added or changed";
        screen.Line($"[green]✓[/] [bold]{Words.Safe(reply.City.Name)}[/] ({Words.Safe(folder.City.TimeZone.ToString().ToUpperInvariant())}) is registered: {changed}");

        var exemptions = applied.Exemptions;
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.AddRow("  Work units", Words.Number(reply.WorkUnits));
        table.AddRow("  Policy", $"version {applied.Policy.Version}, from {Words.Day(applied.Policy.EffectiveFrom)}; ratings due after {Words.Count(applied.Policy.Rounds.ExpiryDueDays, "day")}{Continuing(applied)}{Reminders(applied)}");
        if (applied.Rating is { } rating)
            table.AddRow("  Rating policy", $"version {rating.Version}, from {Words.Day(rating.EffectiveFrom)}, scheme {Words.Safe(rating.Rating.Scheme.ToString().ToLowerInvariant())}");
        table.AddRow("  Exemption list", $"version {exemptions.Version}, {Words.Safe(exemptions.Number)} of {Words.Day(exemptions.DecidedOn)}");
        table.AddRow("  Keep working", Words.Safe(string.Join(", ", exemptions.Kinds.Concat(exemptions.UnitCodes))));
        screen.Console.Write(table);
    }

    public static void ShowNext(Screen screen, AppliedCity applied) =>
        screen.Line($"[dim]Next:[/] workforce import REGISTER.csv --city {Words.Safe(applied.City.City.Code)}");

    // What is decided otherwise than usual.
    private static string Continuing(AppliedCity applied) =>
        applied.Policy.Continuing?.RatePastPeriod is true ? ", also of workers who go on by the next contract" : "";

    private static string Reminders(AppliedCity applied) => applied.Policy.Reminders?.DaysBeforeEnd is { Count: > 0 } steps
        ? $"; reminders {string.Join(", ", steps)} days before the end"
        : "";
}
