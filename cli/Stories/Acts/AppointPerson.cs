using Workforce.Cli.Cities;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>appoint: { office, name, subject, capacity, from, to }</c>: the personnel office appoints a person.</summary>
/// <param name="Appointment">Without the city; the first day empty for the day of the step.</param>
public sealed record AppointPerson(AddAppointmentRequest Appointment) : IStoryAct
{
    public const string Field = "appoint";

    private static readonly Dictionary<string, Capacity> Capacities = new()
    {
        ["definitive"] = Capacity.Definitive,
        ["pj"] = Capacity.Pj,
        ["plt"] = Capacity.Plt,
        ["plh"] = Capacity.Plh,
    };

    public string Title => $"The personnel office appoints {Appointment.Name} to the office {Appointment.Office}";

    public static AppointPerson Read(YamlSection step, StoryFolder folder)
    {
        var section = step.Section(Field).Allow("office", "name", "subject", "capacity", "from", "to");
        return new AppointPerson(new AddAppointmentRequest
        {
            Office = OfficeOf(section, folder),
            Name = section.Text("name"),
            Subject = section.Text("subject"),
            Capacity = section.Has("capacity") ? section.Word("capacity", Capacities) : Capacity.Definitive,
            FirstDay = section.OptionalDay("from") ?? "",
            LastDay = section.OptionalDay("to") ?? "",
        });
    }

    /// <summary>The code of an office of the city.</summary>
    /// <exception cref="Errors.BadInputException">It has no such office.</exception>
    internal static string OfficeOf(YamlSection section, StoryFolder folder)
    {
        var office = section.Text("office");
        List<string> known = [.. folder.City.City.WorkUnits.Select(unit => unit.Code), .. folder.City.City.Offices.Select(office => office.Code)];
        return known.Contains(office) ? office : throw section.Invalid("office", $"'{office}' is the code of no unit and no office of the city{Errors.Nearest.Hint(office, known)}");
    }

    public async Task PlayAsync(Stage stage)
    {
        var request = new AddAppointmentRequest(Appointment) { CityId = stage.City.Id };
        if (request.FirstDay.Length == 0)
            request.FirstDay = Words.Iso(stage.Today);
        // One that a later step has ended is not made again.
        var isMade = await stage.Listings.Appointments(new ListAppointmentsRequest { CityId = stage.City.Id }).AnyAsync(made =>
            made.Office.Code == request.Office && made.Subject == request.Subject && made.Capacity == request.Capacity
            && (made.FirstDay == request.FirstDay || (stage.IsPast && Appointment.FirstDay.Length == 0)), stage.Cancellation);
        if (!isMade)
        {
            await stage.System.Appointments.AddAppointmentAsync(request, cancellationToken: stage.Cancellation);
            stage.Cast.Change();
        }
        stage.Screen.Line($"[green]✓[/] {Words.Safe(request.Name)} holds the office {Words.Safe(request.Office)} ({Words.Safe(request.Capacity.ToString().ToLowerInvariant())})");
    }
}
