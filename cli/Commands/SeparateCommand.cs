using System.CommandLine;
using System.Diagnostics;
using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>separate --nik NIK …</c>, <c>separate --file FILE</c>, <c>separate list|count|withdraw</c>: who has left the list (pemberhentian).</summary>
public static class SeparateCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<string?> Nik = new("--nik") { Description = "Who has left: the worker's NIK, 16 digits; - reads it from standard input", HelpName = "NIK" };
    private static readonly Option<string?> Contract = new("--contract") { Description = "The same by the contract; worker NIK shows its id", HelpName = "ID" };
    private static readonly Option<string?> Code = new("--code") { Description = $"Why: {EnumWords.Listed<SeparationCode>()}", HelpName = "CODE" };
    private static readonly Option<DateOnly?> From = CommonOptions.Day("--from", "The first day on which the worker is separated (berlaku); may be over or to come");
    private static readonly Option<string?> Reason = new("--reason") { Description = "Anything else to say (keterangan), at most 500 characters", HelpName = "TEXT" };
    private static readonly Option<string?> File = new("--file") { Description = "Many by a sheet (daftar pemberhentian), .xlsx or CSV, with the columns NIK, Kode, Berlaku and, as the policy needs them, Nomor Surat, Tanggal Surat, Keterangan; - reads standard input", HelpName = "FILE" };
    private static readonly Option<string?> Sheet = CommonOptions.Sheet();
    private static readonly Option<string?> Findings = new("--findings") { Description = "Writes the rejected rows, the first 1,000, to this CSV file", HelpName = "FILE" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of sentences or a table" };

    private static readonly Option<string?> CodeOfList = new("--code") { Description = "Only those of this code", HelpName = "CODE" };
    private static readonly Option<bool> Withdrawn = new("--withdrawn") { Description = "Also those that are withdrawn" };
    private static readonly Option<DateOnly?> EffectiveBy = CommonOptions.Day("--effective-by", "Only those that are effective on this day; all by default");
    private static readonly Option<string?> KnownAt = new("--known-at") { Description = "As it was known at a moment, such as 2021-01-05T12:00:00+08:00; now by default", HelpName = "MOMENT" };

    private static readonly Argument<string> Id = new("ID") { Description = "Of the separation; separate list shows it" };
    private static readonly Option<string> WhyWrong = new("--reason") { Description = "Why it is wrong, at most 500 characters", HelpName = "TEXT", Required = true };

    public static Command Create()
    {
        var list = new Command("list", "Lists who has left, in the order in which it was recorded") { City, ListChoice.LastDay, ListChoice.Unit, CodeOfList, Withdrawn, Json };
        CommandRun.SetAction(list, ListAsync);
        var count = new Command("count", "Counts who has left, by code") { City, ListChoice.LastDay, ListChoice.Unit, EffectiveBy, KnownAt, Json };
        CommandRun.SetAction(count, CountAsync);
        var withdraw = new Command("withdraw", "Withdraws a separation that is wrong; it stays in the list as withdrawn, and another one can be recorded then") { Id, WhyWrong, Json };
        CommandRun.SetAction(withdraw, WithdrawAsync);
        var command = new Command(
            "separate",
            "Records that a worker has left the list of contract workers (pemberhentian), one by NIK or contract, or many by a sheet: why, from which day, and by which paper")
        {
            City, Nik, Contract, Code, From, PaperOptions.Number, PaperOptions.Date, Reason, File, Sheet, Findings, Json, list, count, withdraw,
        };
        CommandRun.SetAction(command, RecordAsync);
        return command;
    }

    private static Task<int> RecordAsync(CommandRun run)
    {
        if (run.Get(File) is { } path)
            return (run.Given(Nik, Contract, Code, PaperOptions.Number, Reason) ?? run.Given(From, PaperOptions.Date)) is { } option
                ? throw new BadInputException($"--file is given beside {option}; the sheet says who has left, why, from which day and by which paper")
                : RecordByFileAsync(run, path);
        return run.Given(Sheet, Findings) is { } ofFile
            ? throw new BadInputException($"{ofFile} is given without --file, of which it is")
            : RecordOneAsync(run);
    }

    private static async Task<int> RecordOneAsync(CommandRun run)
    {
        var separation = new NewSeparation
        {
            Code = EnumWords.Typed<SeparationCode>(Code.Name, run.Get(Code) ?? throw new BadInputException($"--code is missing, why the worker has left: {EnumWords.Listed<SeparationCode>()}; or --file; see workforce separate --help")),
            EffectiveOn = CommonOptions.Iso(run.Get(From) ?? throw new BadInputException("--from is missing: the first day on which the worker is separated")),
            Paper = PaperOptions.PaperOf(run),
            Reason = run.Get(Reason) ?? "",
        };
        var city = await run.FindCityAsync(run.Get(City));
        separation.ContractId = await ContractChoice.FindAsync(run, city, run.Get(Contract), run.Get(Nik), separation.EffectiveOn);
        var reply = await run.System.Separations.RecordSeparationsAsync(
            new RecordSeparationsRequest { CityId = city.Id, Separations = { separation } }, cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(reply.Outcomes[0]));
        else
            SeparationsScreen.Show(run.Screen, reply.Outcomes[0]);
        return reply.Refused == 0 ? ExitCode.Done : ExitCode.BadInput;
    }

    private static async Task<int> RecordByFileAsync(CommandRun run, string path)
    {
        await using var file = await RegisterSource.OpenAsync(path, run.Cancellation);
        if (run.Get(Findings) is { } findings)
            FindingsFile.CheckWritable(findings, register: path);
        var city = await run.FindCityAsync(run.Get(City));
        var upload = Uploads.Of(run.System.Separations, new SeparationsFileHeader { CityId = city.Id, Sheet = run.Get(Sheet) ?? "" }, file, Path.GetFileName(path));
        var start = Stopwatch.GetTimestamp();
        RecordSeparationsByFileReply? reply = null;
        async Task SendAsync() => reply = await upload.SendAsync(run.Cancellation);
        if (run.Get(Json))
            await SendAsync();
        else
            await Bars.ShowAsync(run.Screen, [upload.Sent], SendAsync);

        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(reply!));
        else
            SeparationsScreen.Show(run.Screen, city, reply!, Stopwatch.GetElapsedTime(start));
        if (run.Get(Findings) is { } output)
            await FindingsFile.WriteAsync(run.Screen, output, reply!.Findings.ToAsyncEnumerable());
        return reply!.BrokenOff || reply.RowsRejected > 0 ? ExitCode.BadInput : ExitCode.Done;
    }

    private static async Task<int> ListAsync(CommandRun run)
    {
        var code = run.Get(CodeOfList) is { } word ? EnumWords.Typed<SeparationCode>(CodeOfList.Name, word) : SeparationCode.Unspecified;
        var city = await run.FindCityAsync(run.Get(City));
        var (cycleId, unitId) = await ListChoice.FindAsync(run, city);
        var separations = await run.Listings.Separations(
            new ListSeparationsRequest { CityId = city.Id, CycleId = cycleId, UnitId = unitId, Code = code, WithWithdrawn = run.Get(Withdrawn) }).ToListAsync(run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(new ListSeparationsReply { Separations = { separations } }));
        else
            SeparationsScreen.Show(run.Screen, city, separations, await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation));
        return ExitCode.Done;
    }

    private static async Task<int> CountAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var (cycleId, unitId) = await ListChoice.FindAsync(run, city);
        var reply = await run.System.Separations.CountSeparationsAsync(
            new CountSeparationsRequest { CityId = city.Id, CycleId = cycleId, UnitId = unitId, EffectiveBy = CommonOptions.Iso(run.Get(EffectiveBy)), KnownAt = run.Get(KnownAt) ?? "" },
            cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(reply));
        else
            SeparationsScreen.Show(run.Screen, city, reply);
        return ExitCode.Done;
    }

    private static async Task<int> WithdrawAsync(CommandRun run)
    {
        var withdrawn = await run.System.Separations.WithdrawSeparationAsync(
            new WithdrawSeparationRequest { SeparationId = run.Get(Id), Reason = run.Get(WhyWrong) }, cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(withdrawn));
        else
            SeparationsScreen.ShowWithdrawn(run.Screen, withdrawn);
        return ExitCode.Done;
    }
}
