using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>Who read the personal data of one worker, the newest first.</summary>
public static class AccessLogScreen
{
    public static void Show(Screen screen, Worker worker, IReadOnlyList<(string Service, Access.V1.Access Access)> accesses)
    {
        screen.Line($"[bold]{Words.Safe(worker.Name)}[/], NIK …{Words.Safe(worker.NikLast4)}: {Words.Count(accesses.Count, "read")}");
        var table = screen.Table();
        foreach (var name in (string[])["When (UTC)", "Who", "Call", "What for", "Read"])
            table.AddColumn(new TableColumn(name));
        foreach (var (service, access) in accesses.OrderByDescending(entry => entry.Access.At.ToDateTimeOffset()))
            table.AddRow(Words.Moment(access.At), Words.Safe(WhoOf(access)), Words.Safe($"{service}: {access.Method[(access.Method.LastIndexOf('/') + 1)..]}"), Words.Safe(access.Purpose), Words.Safe(ExtentOf(access)));
        screen.Console.Write(table);
    }

    private static string WhoOf(Access.V1.Access access) => access.For is { } person ? $"{person.Name}, by {access.By.Name}" : access.By.Name;

    private static string ExtentOf(Access.V1.Access access) =>
        access.Workers == 1 && access.Selection.Length == 0 ? "this worker" : $"{Words.Count(access.Workers, "worker")}, by {access.Selection}";
}
