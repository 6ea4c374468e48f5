using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Contract.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>willing --nik NIK --yes|--no</c>: whether a worker is willing to go on (kesediaan); <c>willing list</c>: what workers have said.</summary>
public static class WillingCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<string?> Nik = new("--nik") { Description = "The personnel office: whose word it is, by NIK, 16 digits; - reads it from standard input", HelpName = "NIK" };
    private static readonly Option<string?> Contract = new("--contract") { Description = "The same by the contract, also for the worker, of the own one; worker NIK shows its id", HelpName = "ID" };
    private static readonly Option<bool> Yes = new("--yes") { Description = "The worker is willing to go on (bersedia)" };
    private static readonly Option<bool> No = new("--no") { Description = "The worker is not willing to go on (tidak bersedia)" };
    private static readonly Option<DateOnly?> SaidOn = CommonOptions.Day("--said-on", "The personnel office: on which day the worker said it; the paper's date by default");
    private static readonly Option<bool> All = new("--all") { Description = "Also what a later word of the worker replaces" };
    private static readonly Option<bool> OnlyNo = new("--no") { Description = "Only who is not willing" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of sentences or a table" };

    public static Command Create()
    {
        var list = new Command("list", "Lists what workers have said, the latest word of each") { City, ListChoice.LastDay, ListChoice.Unit, OnlyNo, All, Json };
        CommandRun.SetAction(list, ListAsync);
        var command = new Command(
            "willing",
            "Records whether a worker is willing to go on after the contract (kesediaan): the worker's own word, or by the personnel office on the worker's paper. "
            + "The latest word counts. Only for contracts of the city itself, not of a vendor")
        {
            City, Nik, Contract, Yes, No, SaidOn, PaperOptions.Number, PaperOptions.Date, Json, list,
        };
        CommandRun.SetAction(command, RecordAsync);
        return command;
    }

    private static async Task<int> RecordAsync(CommandRun run)
    {
        if (run.Get(Yes) == run.Get(No))
            throw new BadInputException("--yes or --no is missing, or both are given: whether the worker is willing to go on; see workforce willing --help");
        var statement = new NewStatement
        {
            Willingness = run.Get(Yes) ? Willingness.Willing : Willingness.NotWilling,
            SaidOn = CommonOptions.Iso(run.Get(SaidOn)),
            Paper = PaperOptions.PaperOf(run),
        };
        var city = await run.FindCityAsync(run.Get(City));
        // Without a paper it is the worker's own word, of the newest contract.
        var day = statement.SaidOn.Length > 0 ? statement.SaidOn : statement.Paper?.Date ?? "9999-12-31";
        statement.ContractId = await ContractChoice.FindAsync(run, city, run.Get(Contract), run.Get(Nik), day);
        var reply = await run.System.Willingness.RecordStatementsAsync(
            new RecordStatementsRequest { CityId = city.Id, Statements = { statement } }, cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(reply.Outcomes[0]));
        else
            StatementsScreen.Show(run.Screen, reply.Outcomes[0]);
        return reply.Refused == 0 ? ExitCode.Done : ExitCode.BadInput;
    }

    private static async Task<int> ListAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var (cycleId, unitId) = await ListChoice.FindAsync(run, city);
        var statements = await run.Listings.Statements(new ListStatementsRequest
        {
            CityId = city.Id,
            CycleId = cycleId,
            UnitId = unitId,
            Willingness = run.Get(OnlyNo) ? Willingness.NotWilling : Willingness.Unspecified,
            WithReplaced = run.Get(All),
        }).ToListAsync(run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(new ListStatementsReply { Statements = { statements } }));
        else
            StatementsScreen.Show(run.Screen, city, statements, await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation));
        return ExitCode.Done;
    }
}
