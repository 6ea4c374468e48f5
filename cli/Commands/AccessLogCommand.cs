using System.CommandLine;
using Workforce.Access.V1;
using Workforce.Cli.Connections;
using Workforce.Cli.Screens;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>access-log NIK</c>: who read a worker's personal data, when, by which call and what for.</summary>
public static class AccessLogCommand
{
    private static readonly Argument<string> Nik = WorkerCommand.NikArgument();
    private static readonly Option<int> Newest = new("--newest") { Description = "How many of each service at most", HelpName = "N", DefaultValueFactory = _ => 100 };

    public static Command Create()
    {
        var command = new Command("access-log", "Shows who read a worker's personal data, of all services, the newest first") { Nik, Newest };
        CommandRun.SetAction(command, ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(CommandRun run)
    {
        var nik = WorkerCommand.Typed(run.Get(Nik));
        var found = await run.System.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = nik }, cancellationToken: run.Cancellation);
        var request = new ListAccessesRequest { WorkerId = found.Worker.Id, PageSize = Math.Clamp(run.Get(Newest), 1, 1_000) };
        var logs = await Task.WhenAll(run.System.AccessLogs.Select(async service => (service.Service, Accesses: await Retry.WhileUnreachableAsync(
            async () => (await service.Client.ListAccessesAsync(request, cancellationToken: run.Cancellation)).Accesses, run.Cancellation))));
        AccessLogScreen.Show(run.Screen, found.Worker, [.. logs.SelectMany(log => log.Accesses.Select(access => (log.Service, access)))]);
        return ExitCode.Done;
    }
}
