using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>appointment add|end|list</c>: who holds which office of a city (penunjukan).</summary>
public static class AppointmentCommand
{
    private static readonly string[] Capacities = ["definitive", "pj", "plt", "plh"];

    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<string> Office = new("--office") { Description = "Code of the office; of a unit's head the unit's code", HelpName = "CODE", Required = true };
    private static readonly Option<string> Name = new("--name") { Description = "As letters have it", HelpName = "NAME", Required = true };
    private static readonly Option<string> Subject = new("--subject") { Description = "The person at the identity provider", HelpName = "SUBJECT", Required = true };
    private static readonly Option<string?> Issuer = new("--issuer") { Description = "Of that identity; the connected provider by default", HelpName = "URL" };
    private static readonly Option<string> Capacity = new("--capacity") { Description = string.Join(", ", Capacities), HelpName = "CAPACITY", DefaultValueFactory = _ => "definitive" };
    private static readonly Option<DateOnly?> From = CommonOptions.Day("--from", "First day; today in the city by default");
    private static readonly Option<DateOnly?> To = CommonOptions.Day("--to", "Last day; until further notice by default");
    private static readonly Option<DateOnly?> On = CommonOptions.Day("--on", "Only those that are valid on this day");
    private static readonly Option<DateOnly?> LastDay = CommonOptions.Day("--last-day", "Today in the city by default");
    private static readonly Argument<string> Id = new("ID") { Description = "Of the appointment; list shows it" };

    public static Command Create()
    {
        var add = new Command("add", "Appoints a person to an office") { City, Office, Name, Subject, Issuer, Capacity, From, To };
        var end = new Command("end", "Ends an appointment with a day") { Id, City, LastDay };
        var list = new Command("list", "Lists appointments of a city, those that are over too") { City, On };
        CommandRun.SetAction(add, AddAsync);
        CommandRun.SetAction(end, EndAsync);
        CommandRun.SetAction(list, ListAsync);
        return new Command("appointment", "Appointments: who holds which office, in which capacity, from when to when") { add, end, list };
    }

    private static async Task<int> AddAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var added = await run.System.Appointments.AddAppointmentAsync(
            new AddAppointmentRequest
            {
                CityId = city.Id,
                Office = run.Get(Office),
                Name = run.Get(Name),
                Issuer = run.Get(Issuer) ?? "",
                Subject = run.Get(Subject),
                Capacity = CapacityOf(run.Get(Capacity)),
                FirstDay = CommonOptions.Iso(run.Get(From)),
                LastDay = CommonOptions.Iso(run.Get(To)),
            },
            cancellationToken: run.Cancellation);
        AppointmentsScreen.Show(run.Screen, [added]);
        return ExitCode.Done;
    }

    private static async Task<int> EndAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var ended = await run.System.Appointments.EndAppointmentAsync(
            new EndAppointmentRequest { CityId = city.Id, AppointmentId = run.Get(Id), LastDay = CommonOptions.Iso(run.Get(LastDay)) }, cancellationToken: run.Cancellation);
        AppointmentsScreen.Show(run.Screen, [ended]);
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var filter = new ListAppointmentsRequest { CityId = city.Id, ValidOn = CommonOptions.Iso(run.Get(On)) };
        AppointmentsScreen.Show(run.Screen, await run.Listings.Appointments(filter).ToListAsync(run.Cancellation));
        return ExitCode.Done;
    }

    private static Capacity CapacityOf(string word) => Array.IndexOf(Capacities, word) is var at and >= 0
        ? (Capacity)(at + 1)
        : throw new BadInputException($"--capacity '{word}' is none of {string.Join(", ", Capacities)}");
}
