using System.CommandLine;
using Workforce.Access.V1;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Identity;
using Workforce.Identity;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>token --as ROLE --city C</c>: a token of the set-up key, for trying out calls in Development.</summary>
public static class TokenCommand
{
    private const int MostHours = 24;

    private static readonly Option<string?> City = CommonOptions.OptionalCity();
    private static readonly Option<string?> Unit = new("--unit") { Description = "Of a head or superior: code of the unit", HelpName = "UNIT" };
    private static readonly Option<string?> Name = new("--name") { Description = "As people call who it is of", HelpName = "NAME" };
    private static readonly Option<string?> Subject = new("--subject") { Description = "Who it is of; by default who holds the role", HelpName = "SUBJECT" };
    private static readonly Option<string?> Worker = new("--worker") { Description = "Of a worker: the id", HelpName = "ID" };
    private static readonly Option<string?> Vendor = new("--vendor") { Description = "Of a vendor: the id", HelpName = "ID" };
    private static readonly Option<string?> Scope = new("--scope") { Description = "Of a system: what it may, for example registry.read", HelpName = "SCOPE" };
    private static readonly Option<int> Hours = new("--hours") { Description = $"How long it is valid, at most {MostHours}", HelpName = "N", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var command = new Command("token", "Prints a token of a role (--as) in Development, to call the gRPC with or for WORKFORCE_TOKEN") { City, Unit, Name, Subject, Worker, Vendor, Scope, Hours };
        CommandRun.SetAction(command, PrintAsync);
        return command;
    }

    private static async Task<int> PrintAsync(CommandRun run)
    {
        var role = Identities.RoleOf(run.Get(CommonOptions.As) ?? throw new BadInputException($"--as is required: {string.Join(", ", AccessRules.RoleWords)}"));
        if (run.Get(Hours) is < 1 or > MostHours)
            throw new BadInputException($"--hours '{run.Get(Hours)}' is not from 1 to {MostHours}");
        var endpoints = RunningSystem.Find(run.Get(CommonOptions.EndpointsFile));
        var key = Identities.KeyOf(endpoints.SetupKey ?? throw new BadInputException("the running system has no set-up key: it is not in Development. Log in with workforce login"));
        run.Screen.Verbatim(key.Sign(await TokenAsync(run, role, new WorkforceSystem(endpoints, Identities.InDevelopment(key, only: null), null))));
        return ExitCode.Done;
    }

    private static async Task<SetupToken> TokenAsync(CommandRun run, Role role, WorkforceSystem system)
    {
        using var open = system;
        var (subject, name) = run.Get(Subject) is { } given ? (given, run.Get(Name) ?? given) : role switch
        {
            _ when AccessRules.ByAppointment.Contains(role) => await HolderAsync(run, role, system),
            Role.Worker => ($"worker:{run.Get(Worker)}", "a worker"),
            Role.Vendor => ($"vendor:{run.Get(Vendor)}", "a vendor"),
            _ => Person.Of(Person.All(), role) is var person ? (person.Subject, person.Name) : default,
        };
        return new SetupToken(subject, run.Get(Name) ?? name, [role], [run.Get(City) ?? SetupToken.EveryCity])
        {
            Lifetime = TimeSpan.FromHours(run.Get(Hours)),
            WorkerId = run.Get(Worker),
            VendorId = run.Get(Vendor),
            Scope = run.Get(Scope) ?? AccessClaims.EveryScope,
        };
    }

    // Whom the city has appointed: a token alone gives none of these roles.
    private static async Task<(string Subject, string Name)> HolderAsync(CommandRun run, Role role, WorkforceSystem system)
    {
        var city = await system.Cities.GetCityAsync(new GetCityRequest { City = run.Get(City) ?? throw new BadInputException("--city is required for this role") }, cancellationToken: run.Cancellation);
        var appointments = await new Listings(system, run.Cancellation).Appointments(new ListAppointmentsRequest { CityId = city.Id }).ToListAsync(run.Cancellation);
        // Who holds it until further notice comes last.
        var holder = appointments.OrderBy(appointment => appointment.LastDay.Length == 0).LastOrDefault(appointment => appointment.Subject.Length > 0 && appointment.Issuer == SetupKey.Issuer && Holds(appointment, role, OfficeOf(run, role, appointments)));
        return holder is not null
            ? (holder.Subject, holder.Name)
            : throw new BadInputException("no one with an identity holds that office: give the head a subject in units.yaml, or appoint a person with workforce appointment add");
    }

    private static bool Holds(Appointment appointment, Role role, string? office) => role is Role.Signatory ? appointment.Office.Signs : appointment.Office.Code == office;

    private static string? OfficeOf(CommandRun run, Role role, List<Appointment> appointments)
    {
        if (role is Role.Signatory)
            return null;
        var unit = run.Get(Unit) ?? throw new BadInputException("--unit is required for this role: the code of a work unit");
        var head = appointments.FirstOrDefault(appointment => appointment.Office.Code == unit)
            ?? throw new BadInputException($"--unit '{unit}' is no unit of the city{Nearest.Hint(unit, appointments.Select(appointment => appointment.Office.Code))}");
        return role is Role.Head ? unit : head.Office.Superior;
    }
}
