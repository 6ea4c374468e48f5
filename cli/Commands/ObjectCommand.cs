using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>object --contract ID --reason TEXT</c>: files an objection (keberatan) against a rating; <c>object list</c>: who objects, and what became of it.</summary>
public static class ObjectCommand
{
    private static readonly Option<string?> City = CommonOptions.OptionalCity();
    private static readonly Option<string?> Round = new("--round") { Description = "Of the round in which the contract is rated; the city's newest by default", HelpName = "ID" };
    private static readonly Option<string?> Contract = new("--contract") { Description = "Whose rating the worker objects to; worker NIK shows its id", HelpName = "ID" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why (alasan keberatan), as the worker says it; at most 2,000 characters", HelpName = "TEXT" };
    private static readonly Option<string?> PaperNumber = new("--paper-number") { Description = "The personnel office: number of the worker's paper (surat keberatan)", HelpName = "NUMBER" };
    private static readonly Option<DateOnly?> PaperDate = CommonOptions.Day("--paper-date", "The personnel office: date of that paper");
    private static readonly Option<DateOnly?> FiledOn = CommonOptions.Day("--filed-on", "The personnel office: on which day it received the paper; today by default");
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of sentences or a table" };

    private static readonly Option<string> CityOfList = CommonOptions.City();
    private static readonly Option<string?> RoundOfList = new("--round") { Description = "Only those of this round", HelpName = "ID" };
    private static readonly Option<string?> Unit = new("--unit") { Description = "Only those of this work unit, by code or name", HelpName = "UNIT" };
    private static readonly Option<bool> Open = new("--open") { Description = "Only those on which no superior has ruled" };
    private static readonly Option<bool> Late = new("--late") { Description = "Only those that were not ruled on in time" };

    public static Command Create()
    {
        var list = new Command("list", "Lists objections in the order in which they were filed, with the day by which a superior rules and the ruling")
        {
            CityOfList, RoundOfList, Unit, Open, Late, Json,
        };
        CommandRun.SetAction(list, ListAsync);
        var command = new Command(
            "object",
            "Files an objection (keberatan) against the rating of a contract: the worker against the own one, or the personnel office on the worker's paper. "
            + "It is taken for the days of the policy from the receipt of the rating on; then the superior of the unit's head rules: workforce rule")
        {
            City, Round, Contract, Reason, PaperNumber, PaperDate, FiledOn, Json, list,
        };
        CommandRun.SetAction(command, FileAsync);
        return command;
    }

    private static async Task<int> FileAsync(CommandRun run)
    {
        var request = new FileObjectionRequest
        {
            ContractId = Required("--contract", run.Get(Contract)),
            Reason = Required("--reason", run.Get(Reason)),
            Paper = PaperOf(run),
            FiledOn = CommonOptions.Iso(run.Get(FiledOn)),
        };
        var city = await run.FindCityAsync(Required("--city", run.Get(City)));
        // As it is typed: workers, who file their own, see no rounds.
        request.RoundId = run.Get(Round) ?? (await RoundChoice.FindAsync(run, city, null)).Id;
        var filed = await run.System.Objections.FileObjectionAsync(request, cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ObjectionsScreen.ToJson(filed));
        else
            ObjectionsScreen.ShowFiled(run.Screen, city, filed);
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(CityOfList));
        var filter = new ListObjectionsRequest { CityId = city.Id, RoundId = run.Get(RoundOfList) ?? "", Open = run.Get(Open), Late = run.Get(Late) };
        var units = await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation);
        if (run.Get(Unit) is { } unit)
            filter.UnitId = (await UnitChoice.FindAsync(run, city, unit)).Id;
        var objections = await run.Listings.Objections(filter).ToListAsync(run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ObjectionsScreen.ToJson(objections));
        else
            ObjectionsScreen.Show(run.Screen, city, objections, units);
        return ExitCode.Done;
    }

    private static string Required(string option, string? typed) =>
        typed ?? throw new BadInputException($"{option} is required, or the command list; see workforce object --help");

    private static Paper? PaperOf(CommandRun run) => (run.Get(PaperNumber), run.Get(PaperDate)) switch
    {
        (null, null) => null,
        ({ } number, { } date) => new Paper { Number = number, Date = CommonOptions.Iso(date) },
        (null, _) => throw new BadInputException("--paper-date is given without --paper-number, the paper's number"),
        _ => throw new BadInputException("--paper-number is given without --paper-date, the paper's date"),
    };
}
