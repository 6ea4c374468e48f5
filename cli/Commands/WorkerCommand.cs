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

/// <summary>
/// <c>worker NIK</c>: a worker, the contracts, who rates, and the notices; <c>worker correct</c>: name and NIK (pembetulan);
/// <c>worker history</c>: what was corrected of the worker and the contracts.
/// </summary>
public static class WorkerCommand
{
    private static readonly Argument<string> Nik = NikArgument();
    private static readonly Argument<string> Wrong = NikArgument();
    private static readonly Argument<string> Corrected = NikArgument();
    private static readonly Option<string?> Name = new("--name") { Description = "The right name", HelpName = "NAME" };
    private static readonly Option<string?> RightNik = new("--nik") { Description = "The right NIK, 16 digits", HelpName = "NIK" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        var correct = new Command("correct", "Corrects the name or the NIK of the worker who has this NIK in the register") { Wrong, Name, RightNik };
        CorrectionOptions.AddTo(correct);
        CommandRun.SetAction(correct, CorrectAsync);
        var history = new Command("history", "Shows what was corrected of a worker and of all contracts, field by field, the newest first") { Corrected, Json };
        CommandRun.SetAction(history, ShowHistoryAsync);
        var command = new Command("worker", "Shows a worker's contracts, evaluation requests and notices") { Nik, correct, history };
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

    private static async Task<int> CorrectAsync(CommandRun run)
    {
        var wrong = Typed(run.Get(Wrong));
        var right = run.Get(RightNik) is { } nik ? Typed(nik) : "";
        var found = await FindAsync(run, wrong, right);
        var reply = await run.System.Corrections.CorrectWorkerAsync(
            new CorrectWorkerRequest
            {
                WorkerId = found.Worker.Id,
                Name = run.Get(Name) ?? "",
                Nik = right,
                Reason = run.Get(CorrectionOptions.Reason),
                Paper = CorrectionOptions.PaperOf(run),
            },
            cancellationToken: run.Cancellation);
        CorrectionsScreen.ShowMade(run.Screen, reply.Corrections);
        return ExitCode.Done;
    }

    private static async Task<int> ShowHistoryAsync(CommandRun run)
    {
        var found = await run.System.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = Typed(run.Get(Corrected)) }, cancellationToken: run.Cancellation);
        var corrections = await run.Listings.Corrections(new ListCorrectionsRequest { WorkerId = found.Worker.Id }).ToListAsync(run.Cancellation);
        if (run.Get(Json))
            run.Screen.Verbatim(CorrectionsScreen.ToJson(corrections));
        else
            CorrectionsScreen.Show(run.Screen, corrections, namesContracts: true);
        return ExitCode.Done;
    }

    // Made again after its answer was lost, the worker has the right NIK already.
    private static async Task<FindWorkerReply> FindAsync(CommandRun run, string wrong, string right)
    {
        try
        {
            return await run.System.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = wrong }, cancellationToken: run.Cancellation);
        }
        catch (RpcException fault) when (fault.StatusCode is StatusCode.NotFound && right.Length > 0)
        {
            var found = await run.System.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = right }, cancellationToken: run.Cancellation);
            var isCorrected = await run.Listings.Corrections(new ListCorrectionsRequest { WorkerId = found.Worker.Id })
                .AnyAsync(correction => correction.Field is CorrectedField.Nik && correction.From == $"…{wrong[^4..]}", run.Cancellation);
            if (!isCorrected)
                throw;
            return found;
        }
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
