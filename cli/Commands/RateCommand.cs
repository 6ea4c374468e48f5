using System.CommandLine;
using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Workforce.Cli.Errors;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Evaluation.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>rate FILE</c>, <c>rate --template FILE</c>, <c>rate --contract ID …</c>: a head rates by a sheet, gets the sheet, or rates by hand.</summary>
public static class RateCommand
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private static readonly Argument<string?> File = new("FILE") { Description = "The rating sheet (lembar penilaian) as .xlsx or CSV; - reads standard input", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<string?> Round = new("--round") { Description = "Of the round; the city's newest by default", HelpName = "ID" };
    private static readonly Option<string?> Template = new("--template") { Description = "Writes the sheet of your units, with the names of their workers, to this .xlsx or .csv file", HelpName = "FILE" };
    private static readonly Option<string?> Unit = new("--unit") { Description = "The template of this work unit alone, by code or name", HelpName = "UNIT" };
    private static readonly Option<bool> Force = new("--force") { Description = "Overwrites a template that exists" };
    private static readonly Option<string?> Sheet = CommonOptions.Sheet();
    private static readonly Option<string?> Findings = new("--findings") { Description = "Writes the rejected rows, the first 1,000, to this CSV file", HelpName = "FILE" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        var command = new Command("rate", "Rates the workers of the units that you head: by a sheet, or one by hand. Each rating is signed, or refused with the reason")
        {
            File, City, Round, Template, Unit, Force, Sheet, Findings, Json,
        };
        RatingOptions.AddTo(command);
        CommandRun.SetAction(command, RateAsync);
        return command;
    }

    private static Task<int> RateAsync(CommandRun run)
    {
        var ways = new[] { run.Find(File), run.Get(Template), run.Get(RatingOptions.Contract) };
        return ways.Count(way => way is not null) != 1
            ? throw new BadInputException("name a sheet to hand in, --template FILE to get one, or --contract ID to rate by hand: one of them; see workforce rate --help")
            : run.Find(File) is { } path ? RateByFileAsync(run, path)
            : run.Get(Template) is { } template ? ExportAsync(run, template)
            : RateByHandAsync(run);
    }

    private static async Task<int> RateByFileAsync(CommandRun run, string path)
    {
        await using var file = await RegisterSource.OpenAsync(path, run.Cancellation);
        if (run.Get(Findings) is { } findings)
            FindingsFile.CheckWritable(findings, register: path);
        var city = await run.FindCityAsync(run.Get(City));
        var round = await RoundChoice.FindAsync(run, city, run.Get(Round));
        var upload = Uploads.Of(run.System.Ratings, new RateByFileHeader { RoundId = round.Id, Sheet = run.Get(Sheet) ?? "" }, file, Path.GetFileName(path));
        var start = Stopwatch.GetTimestamp();
        RateByFileReply? reply = null;
        async Task SendAsync() => reply = await upload.SendAsync(run.Cancellation);
        if (run.Get(Json))
            await SendAsync();
        else
            await Bars.ShowAsync(run.Screen, [upload.Sent], SendAsync);

        if (run.Get(Json))
            Console.WriteLine(Formatter.Format(reply));
        else
            RatingScreen.Show(run.Screen, city, reply!, Stopwatch.GetElapsedTime(start));
        if (run.Get(Findings) is { } output)
            await FindingsFile.WriteAsync(run.Screen, output, reply!.Findings.ToAsyncEnumerable());
        return reply!.BrokenOff || reply.RowsRejected > 0 ? ExitCode.BadInput : ExitCode.Done;
    }

    private static async Task<int> ExportAsync(CommandRun run, string path)
    {
        var format = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".xlsx" => SheetFormat.Xlsx,
            ".csv" => SheetFormat.Csv,
            _ => throw new BadInputException($"--template '{path}' is to end in .xlsx or .csv"),
        };
        var city = await run.FindCityAsync(run.Get(City));
        var round = await RoundChoice.FindAsync(run, city, run.Get(Round));
        var unitId = run.Get(Unit) is { } unit ? (await UnitChoice.FindAsync(run, city, unit)).Id : "";
        using var draft = DraftFile.Create("--template", path, run.Get(Force));
        var header = await ReceiveAsync(run, new ExportRatingSheetRequest { RoundId = round.Id, UnitId = unitId, Format = format }, draft);
        draft.Keep();
        RatingScreen.ShowTemplate(run.Screen, city, path, header);
        return ExitCode.Done;
    }

    private static async Task<RatingSheetHeader> ReceiveAsync(CommandRun run, ExportRatingSheetRequest request, DraftFile draft)
    {
        var (header, received) = (new RatingSheetHeader(), 0L);
        using var call = run.System.Ratings.ExportRatingSheet(request, cancellationToken: run.Cancellation);
        await foreach (var piece in call.ResponseStream.ReadAllAsync(run.Cancellation))
        {
            header = piece.Header ?? header;
            draft.Write(piece.Content.Span);
            received += piece.Content.Length;
        }
        return received > 0 && received == header.ContentBytes ? header : throw new NotRunningException("the sheet ended before its end, and no file is kept; try again");
    }

    private static async Task<int> RateByHandAsync(CommandRun run)
    {
        var rating = RatingOptions.RatingOf(run);
        var city = await run.FindCityAsync(run.Get(City));
        var round = await RoundChoice.FindAsync(run, city, run.Get(Round));
        var reply = await run.System.Ratings.RateWorkersAsync(new RateWorkersRequest { RoundId = round.Id, Ratings = { rating } }, cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(Formatter.Format(reply.Outcomes[0]));
        else
            RatingScreen.Show(run.Screen, reply.Outcomes[0]);
        return reply.Refused == 0 ? ExitCode.Done : ExitCode.BadInput;
    }
}
