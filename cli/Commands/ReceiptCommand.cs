using System.CommandLine;
using System.Diagnostics;
using Google.Protobuf;
using Workforce.Cli.Errors;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Notification.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>receipt FILE</c>, <c>receipt --contract ID …</c>, <c>receipt list</c>: who has received the notice of a rating (tanda terima).</summary>
public static class ReceiptCommand
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private static readonly Dictionary<string, ReceiptWay> Ways = new()
    {
        ["handed-over"] = ReceiptWay.HandedOver,
        ["post"] = ReceiptWay.Post,
        ["message"] = ReceiptWay.Message,
        ["inbox"] = ReceiptWay.Inbox,
        ["diserahkan"] = ReceiptWay.HandedOver,
        ["pos"] = ReceiptWay.Post,
        ["pesan"] = ReceiptWay.Message,
    };

    private static readonly Argument<string?> File = new("FILE") { Description = "The sheet of receipts (daftar tanda terima) as .xlsx or CSV, with the columns NIK, Diterima Tanggal, Cara, Saksi; - reads standard input", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<string?> Round = new("--round") { Description = "Of the round of ratings; the city's newest by default", HelpName = "ID" };
    private static readonly Option<string?> Contract = new("--contract") { Description = "Records the receipt of one notice by hand: the newest of this contract's rating; worker NIK shows its id", HelpName = "ID" };
    private static readonly Option<string?> Notice = new("--notice") { Description = "The same of this very notice", HelpName = "ID" };
    private static readonly Option<DateOnly?> On = CommonOptions.Day("--on", "On which day it was received; a worker's own word (inbox) is of today");
    private static readonly Option<string?> Way = new("--way") { Description = "Handed over, by post, by message, or read by the worker: handed-over, post, message, inbox (diserahkan, pos, pesan)", HelpName = "WORD" };
    private static readonly Option<string?> Witness = new("--witness") { Description = "Who can say so (saksi)", HelpName = "NAME" };
    private static readonly Option<string?> Sheet = CommonOptions.Sheet();
    private static readonly Option<string?> Findings = new("--findings") { Description = "Writes the rejected rows, the first 1,000, to this CSV file", HelpName = "FILE" };
    private static readonly Option<bool> Missing = new("--missing") { Description = "Only who has not received the newest notice" };
    private static readonly Option<string?> Unit = new("--unit") { Description = "Only of this work unit, by code or name", HelpName = "UNIT" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        var list = new Command("list", "Lists the notices of a round's ratings: who has received which, and who has not") { City, Round, Missing, Unit, Json };
        CommandRun.SetAction(list, ListAsync);
        var command = new Command("receipt", "Records who has received the notice of a rating, by a sheet or one by hand. From the receipt on the worker's days to object are counted")
        {
            File, City, Round, Contract, Notice, On, Way, Witness, Sheet, Findings, Json, list,
        };
        CommandRun.SetAction(command, RecordAsync);
        return command;
    }

    private static Task<int> RecordAsync(CommandRun run)
    {
        var ways = new[] { run.Find(File), run.Get(Contract), run.Get(Notice) };
        return ways.Count(way => way is not null) != 1
            ? throw new BadInputException("name a sheet to hand in, or --contract ID or --notice ID to record one receipt by hand: one of them; see workforce receipt --help")
            : run.Find(File) is { } path ? RecordByFileAsync(run, path) : RecordByHandAsync(run);
    }

    private static async Task<int> RecordByFileAsync(CommandRun run, string path)
    {
        await using var file = await RegisterSource.OpenAsync(path, run.Cancellation);
        if (run.Get(Findings) is { } findings)
            FindingsFile.CheckWritable(findings, register: path);
        var city = await run.FindCityAsync(run.Get(City));
        var round = await RoundChoice.FindAsync(run, city, run.Get(Round));
        var upload = Uploads.Of(
            run.System.Receipts, new ReceiptsFileHeader { CityId = city.Id, RoundId = round.Id, Sheet = run.Get(Sheet) ?? "" }, file, Path.GetFileName(path));
        var start = Stopwatch.GetTimestamp();
        RecordReceiptsByFileReply? reply = null;
        async Task SendAsync() => reply = await upload.SendAsync(run.Cancellation);
        if (run.Get(Json))
            await SendAsync();
        else
            await Bars.ShowAsync(run.Screen, [upload.Sent], SendAsync);

        if (run.Get(Json))
            Console.WriteLine(Formatter.Format(reply));
        else
            ReceiptScreen.Show(run.Screen, city, reply!, Stopwatch.GetElapsedTime(start));
        if (run.Get(Findings) is { } output)
            await FindingsFile.WriteAsync(run.Screen, output, reply!.Findings.ToAsyncEnumerable());
        return reply!.BrokenOff || reply.RowsRejected > 0 ? ExitCode.BadInput : ExitCode.Done;
    }

    private static async Task<int> RecordByHandAsync(CommandRun run)
    {
        var receipt = new NewReceipt
        {
            NoticeId = run.Get(Notice) ?? "",
            ContractId = run.Get(Contract) ?? "",
            ReceivedOn = CommonOptions.Iso(run.Get(On)),
            Way = WayOf(run.Get(Way) ?? throw new BadInputException($"--way is missing: {string.Join(", ", Ways.Keys)}")),
            Witness = run.Get(Witness) ?? "",
        };
        var city = await run.FindCityAsync(run.Get(City));
        // The notice says itself of which round it is; workers, who confirm theirs, see no rounds.
        var roundId = receipt.ContractId.Length > 0 ? (await RoundChoice.FindAsync(run, city, run.Get(Round))).Id : "";
        var reply = await run.System.Receipts.RecordReceiptsAsync(
            new RecordReceiptsRequest { CityId = city.Id, RoundId = roundId, Receipts = { receipt } }, cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(Formatter.Format(reply.Outcomes[0]));
        else
            ReceiptScreen.Show(run.Screen, reply);
        return reply.Refused == 0 ? ExitCode.Done : ExitCode.BadInput;
    }

    private static async Task<int> ListAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var round = await RoundChoice.FindAsync(run, city, run.Get(Round));
        var units = await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation);
        var unitId = run.Get(Unit) is { } unit ? (await UnitChoice.FindAsync(run, city, unit)).Id : null;
        var notices = await run.Listings.NoticesOfRound(round.Id)
            .Where(notice => notice.RatingId.Length > 0 && (unitId is null || notice.UnitId == unitId)).ToListAsync(run.Cancellation);
        var receipts = RoundReceipts.Of(notices, units, await run.Listings.WorkerNamesAsync([.. notices.Select(notice => notice.WorkerId).Distinct()]));
        if (run.Get(Json))
            Console.WriteLine(ReceiptScreen.ToJson(city, round, receipts, run.Get(Missing)));
        else
            ReceiptScreen.Show(run.Screen, city, receipts, run.Get(Missing));
        return ExitCode.Done;
    }

    private static ReceiptWay WayOf(string word) => Ways.TryGetValue(word, out var way)
        ? way
        : throw new BadInputException($"--way '{word}' is none of {string.Join(", ", Ways.Keys)}{Nearest.Hint(word, Ways.Keys)}");
}
