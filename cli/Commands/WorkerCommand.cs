using System.CommandLine;
using Grpc.Core;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>worker NIK</c>: a worker, the contracts, who rates, and the notices.</summary>
public static class WorkerCommand
{
    private static readonly Argument<string> Nik = NikArgument();

    public static Command Create()
    {
        var command = new Command("worker", "Shows a worker's contracts, evaluation requests and notices") { Nik };
        CommandRun.SetAction(command, ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(CommandRun run)
    {
        var cancellation = run.Cancellation;
        var nik = Typed(run.Get(Nik));
        cancellation.ThrowIfCancellationRequested();
        var found = await run.System.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = nik }, cancellationToken: cancellation);
        var city = await run.FindCityAsync(found.Worker.CityId);
        var ids = new GetWorkUnitsRequest();
        ids.Ids.AddRange(found.ContractPeriods.Select(period => period.UnitId).Distinct());
        var units = await run.System.Cities.GetWorkUnitsAsync(ids, cancellationToken: cancellation);
        var contracts = await run.Listings
            .Contracts(new ListContractsRequest { WorkerId = found.Worker.Id })
            .ToDictionaryAsync(contract => contract.Id, cancellationToken: cancellation);
        var requests = await contracts.Keys.ToAsyncEnumerable()
            .SelectMany(id => run.Listings.Requests(new ListRequestsRequest { ContractId = id }))
            .ToListAsync(cancellation);
        var notices = await NoticesAsync(run, found.Worker.Id);
        WorkerScreen.Show(run.Screen, new WorkerScreen.WorkerRecords(found, city, units.WorkUnits, contracts, requests, notices));
        return ExitCode.Done;
    }

    // Null for who may read the worker and no notices: heads and vendors.
    private static async Task<IReadOnlyList<Notice>?> NoticesAsync(CommandRun run, string workerId)
    {
        try
        {
            return await run.Listings.NoticesToWorker(workerId).ToListAsync(run.Cancellation);
        }
        catch (RpcException fault) when (fault.StatusCode is StatusCode.PermissionDenied)
        {
            return null;
        }
    }

    internal static Argument<string> NikArgument() => new("NIK")
    {
        Description = "16 digits; - reads them from standard input, which keeps them out of the shell's history",
    };

    internal static string Typed(string nik)
    {
        var text = (nik == "-" ? Console.In.ReadLine() ?? "" : nik).Trim();
        if (text.Length != 16)
            throw new BadInputException($"NIK: 16 digits are expected, {Words.Count(text.Length, "character was", "characters were")} given");
        return text.All(char.IsAsciiDigit) ? text : throw new BadInputException("NIK: 16 digits are expected, other characters were given");
    }
}
