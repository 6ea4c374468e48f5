using System.CommandLine;
using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>decide propose|confirm|withdraw|list|proposals</c>: whose contract is renewed (keputusan perpanjangan).</summary>
public static class DecideCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<DateOnly?> LastDay = CommonOptions.Day("--last-day", "Of the cycle with this last day; the newest by default");
    private static readonly Option<string?> Nik = new("--nik") { Description = "Of whom: the worker's NIK, 16 digits; - reads it from standard input", HelpName = "NIK" };
    private static readonly Option<string?> Contract = new("--contract") { Description = "The same by the contract; worker NIK shows its id", HelpName = "ID" };
    private static readonly Option<bool> Renew = new("--renew") { Description = "To renew the contract (diperpanjang)" };
    private static readonly Option<bool> Not = new("--not") { Description = "Not to renew it (tidak diperpanjang)" };
    private static readonly Option<string?> Ground = new("--ground") { Description = $"Why not: {EnumWords.Listed<NonRenewalGround>()}; by default what is recommended", HelpName = "GROUND" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Required where it is against the recommendation, or there is none; at most 500 characters", HelpName = "TEXT" };
    private static readonly Option<bool> AsRecommended = new("--as-recommended") { Description = "All others of the list too, as they are recommended" };
    private static readonly Option<string?> File = new("--file") { Description = "Many by a sheet (daftar usulan), .xlsx or CSV, with the columns NIK, Usulan and, where they are needed, Alasan, Keterangan, Nomor Surat, Tanggal Surat; - reads standard input", HelpName = "FILE" };
    private static readonly Option<string?> Sheet = CommonOptions.Sheet();
    private static readonly Option<string?> Findings = new("--findings") { Description = "Writes the rejected rows, the first 1,000, to this CSV file", HelpName = "FILE" };
    private static readonly Option<string?> RequestId = new("--request-id") { Description = "A UUID of your own: the same again has the same answer", HelpName = "UUID" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of sentences or a table" };

    private static readonly Argument<string> Proposal = new("PROPOSAL") { Description = "Its id; decide proposals shows it" };
    private static readonly Option<string[]> Except = new("--except") { Description = "Leaves this contract out, undecided; may be given several times", HelpName = "ID" };
    private static readonly Option<string> WhyWrong = new("--reason") { Description = "Why it is wrong, at most 500 characters", HelpName = "TEXT", Required = true };
    private static readonly Option<bool> Overrides = new("--overrides") { Description = "Only those against the recommendation, or without one" };
    private static readonly Option<bool> Withdrawn = new("--withdrawn") { Description = "Also those that are withdrawn" };

    public static Command Create()
    {
        var propose = new Command("propose", "Proposes, as the personnel office, by NIK or contract, by a sheet, or as recommended; the signatory decides")
        {
            City, LastDay, Nik, Contract, Renew, Not, Ground, Reason, PaperOptions.Number, PaperOptions.Date, File, Sheet, Findings, AsRecommended, ListChoice.Unit, RequestId, Json,
        };
        CommandRun.SetAction(propose, ProposeAsync);
        var confirm = new Command("confirm", "Decides what is proposed, as the signatory, and notifies the workers; the same again changes nothing") { Proposal, Except, RequestId, Json };
        CommandRun.SetAction(confirm, ConfirmAsync);
        var withdraw = new Command("withdraw", "Withdraws a decision that is wrong, as the signatory; it stays in the list as withdrawn, and another one can be proposed then")
        {
            City, LastDay, Nik, Contract, WhyWrong, RequestId, Json,
        };
        CommandRun.SetAction(withdraw, WithdrawAsync);
        var list = new Command("list", "Counts what is decided by unit and ground, and lists who is not renewed and what is against the recommendation")
        {
            City, LastDay, ListChoice.Unit, Overrides, Withdrawn, Json,
        };
        CommandRun.SetAction(list, ListAsync);
        var proposals = new Command("proposals", "Lists what is proposed, the newest first, and how much of it is decided") { City, LastDay, Json };
        CommandRun.SetAction(proposals, ListProposalsAsync);
        return new Command("decide", "Proposes and decides whose contract is renewed (keputusan perpanjangan)") { propose, confirm, withdraw, list, proposals };
    }

    private static Task<int> ProposeAsync(CommandRun run)
    {
        if (run.Get(File) is { } path)
            return (run.Given(Nik, Contract, Ground, Reason, PaperOptions.Number, ListChoice.Unit) ?? run.Given(PaperOptions.Date) ?? run.Flag(Renew, Not)) is { } option
                ? throw new BadInputException($"--file is given beside {option}; the sheet says of whom, what and why")
                : ProposeByFileAsync(run, path);
        return run.Given(Sheet, Findings) is { } ofFile
            ? throw new BadInputException($"{ofFile} is given without --file, of which it is")
            : ProposeTypedAsync(run);
    }

    private static async Task<int> ProposeTypedAsync(CommandRun run)
    {
        var isNamed = (run.Get(Nik) ?? run.Get(Contract)) is not null;
        if (!isNamed && !run.Get(AsRecommended))
            throw new BadInputException("--nik, --contract, --file or --as-recommended is missing: of whom it is proposed; see workforce decide propose --help");
        if (isNamed && run.Get(Renew) == run.Get(Not))
            throw new BadInputException("--renew or --not is missing, or both are given: what is proposed of the worker");
        if (!isNamed && (run.Flag(Renew, Not) ?? run.Given(Ground, Reason, PaperOptions.Number) ?? run.Given(PaperOptions.Date)) is { } ofOne)
            throw new BadInputException($"{ofOne} is of one worker: add --nik or --contract");
        var city = await run.FindCityAsync(run.Get(City));
        var cycle = await CycleChoice.FindAsync(run.Listings, city, CommonOptions.Iso(run.Get(LastDay)));
        var request = new ProposeRequest
        {
            CycleId = cycle.CycleId,
            AsRecommended = run.Get(AsRecommended),
            UnitId = run.Get(ListChoice.Unit) is { } unit ? (await UnitChoice.FindAsync(run, city, unit)).Id : "",
            RequestId = run.Get(RequestId) ?? "",
        };
        if (isNamed)
            request.Decisions.Add(new NewDecision
            {
                ContractId = await ContractChoice.FindAsync(run, city, run.Get(Contract), run.Get(Nik), cycle.LastDay),
                Outcome = run.Get(Renew) ? RenewalOutcome.Renew : RenewalOutcome.NotRenew,
                Ground = run.Get(Ground) is { } word ? EnumWords.Typed<NonRenewalGround>(Ground.Name, word) : default,
                Reason = run.Get(Reason) ?? "",
                Paper = PaperOptions.PaperOf(run),
            });
        var reply = await FollowedDecision.ProposeAsync(run.System, request, run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(reply));
        else
            DecisionsScreen.Show(run.Screen, reply);
        return reply.Refused == 0 ? ExitCode.Done : ExitCode.BadInput;
    }

    private static async Task<int> ProposeByFileAsync(CommandRun run, string path)
    {
        await using var file = await RegisterSource.OpenAsync(path, run.Cancellation);
        if (run.Get(Findings) is { } findings)
            FindingsFile.CheckWritable(findings, register: path);
        var city = await run.FindCityAsync(run.Get(City));
        var cycle = await CycleChoice.FindAsync(run.Listings, city, CommonOptions.Iso(run.Get(LastDay)));
        var upload = Uploads.Of(
            run.System.Decisions,
            new ProposalFileHeader { CityId = city.Id, CycleId = cycle.CycleId, Sheet = run.Get(Sheet) ?? "", AsRecommended = run.Get(AsRecommended), RequestId = run.Get(RequestId) ?? "" },
            file, Path.GetFileName(path));
        ProposeByFileReply? reply = null;
        async Task SendAsync() => reply = await upload.SendAsync(run.Cancellation);
        if (run.Get(Json))
            await SendAsync();
        else
            await Bars.ShowAsync(run.Screen, [upload.Sent], SendAsync);

        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(reply!));
        else
            DecisionsScreen.Show(run.Screen, reply!);
        if (run.Get(Findings) is { } output)
            await FindingsFile.WriteAsync(run.Screen, output, reply!.Findings.ToAsyncEnumerable());
        return reply!.BrokenOff || reply.RowsRejected + reply.Refused > 0 ? ExitCode.BadInput : ExitCode.Done;
    }

    private static async Task<int> ConfirmAsync(CommandRun run)
    {
        var request = new ConfirmRequest { ProposalId = run.Get(Proposal), ExceptContractIds = { run.Get(Except) ?? [] }, RequestId = run.Get(RequestId) ?? "" };
        var bar = new Bar("Decided");
        var confirmed = new ConfirmProgress();
        async Task Work() => confirmed = await FollowedDecision.ConfirmAsync(run.System, request, bar, run.Cancellation);
        if (run.Get(Json))
            await Work();
        else
            await Bars.ShowAsync(run.Screen, [bar], Work);

        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(confirmed));
        else
            DecisionsScreen.Show(run.Screen, confirmed);
        return confirmed.Refused == 0 ? ExitCode.Done : ExitCode.BadInput;
    }

    private static async Task<int> WithdrawAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var cycle = await CycleChoice.FindAsync(run.Listings, city, CommonOptions.Iso(run.Get(LastDay)));
        var contractId = await ContractChoice.FindAsync(run, city, run.Get(Contract), run.Get(Nik), cycle.LastDay);
        var reply = await run.System.Decisions.WithdrawDecisionsAsync(
            new WithdrawDecisionsRequest { CycleId = cycle.CycleId, ContractIds = { contractId }, Reason = run.Get(WhyWrong), RequestId = run.Get(RequestId) ?? "" },
            cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(reply.Outcomes[0]));
        else
            DecisionsScreen.Show(run.Screen, reply.Outcomes[0]);
        return reply.Refused == 0 ? ExitCode.Done : ExitCode.BadInput;
    }

    private static async Task<int> ListAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var cycle = await CycleChoice.FindAsync(run.Listings, city, CommonOptions.Iso(run.Get(LastDay)));
        var unitId = run.Get(ListChoice.Unit) is { } unit ? (await UnitChoice.FindAsync(run, city, unit)).Id : "";
        var counts = await run.System.Decisions.CountDecisionsAsync(new CountDecisionsRequest { CycleId = cycle.CycleId }, cancellationToken: run.Cancellation);
        // Only these are read, unless a machine asks for all: reading is logged for each worker.
        ListDecisionsRequest Of(RenewalOutcome outcome, bool overrides) =>
            new() { CycleId = cycle.CycleId, UnitId = unitId, Outcome = outcome, Overrides = overrides, WithWithdrawn = run.Get(Withdrawn) };
        ListDecisionsRequest[] filters = run.Get(Json) || run.Get(Overrides)
            ? [Of(default, run.Get(Overrides))]
            : [Of(RenewalOutcome.NotRenew, false), Of(RenewalOutcome.Renew, true)];
        var decisions = new List<Decision>();
        foreach (var filter in filters)
            await foreach (var decision in run.Listings.Decisions(filter))
                decisions.Add(decision);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(new ListDecisionsReply { Decisions = { decisions } }));
        else
            DecisionsScreen.Show(run.Screen, city, cycle, counts, decisions, await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation));
        return ExitCode.Done;
    }

    private static async Task<int> ListProposalsAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var cycle = await CycleChoice.FindAsync(run.Listings, city, CommonOptions.Iso(run.Get(LastDay)));
        var proposals = await run.Listings.Proposals(cycle.CycleId).ToListAsync(run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(new ListProposalsReply { Proposals = { proposals } }));
        else
            DecisionsScreen.Show(run.Screen, city, cycle, proposals);
        return ExitCode.Done;
    }
}
