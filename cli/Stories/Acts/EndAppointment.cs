using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>end_appointment: { office, subject, last_day }</c>: the personnel office ends a person's appointment.</summary>
public sealed record EndAppointment(string Office, string Subject, string LastDay) : IStoryAct
{
    public const string Field = "end_appointment";

    public string Title => $"The personnel office ends the appointment of {Subject} to the office {Office}";

    public static EndAppointment Read(YamlSection step, StoryFolder folder)
    {
        var section = step.Section(Field).Allow("office", "subject", "last_day");
        return new EndAppointment(AppointPerson.OfficeOf(section, folder), section.Text("subject"), section.Day("last_day"));
    }

    public async Task PlayAsync(Stage stage)
    {
        var appointments = await stage.Listings.Appointments(new ListAppointmentsRequest { CityId = stage.City.Id })
            .Where(made => made.Office.Code == Office && made.Subject == Subject).ToListAsync(stage.Cancellation);
        if (appointments.Count == 0)
            throw new BadInputException($"end_appointment: {Subject} does not hold the office {Office}; name the person by the subject of units.yaml, or of the step that appoints");
        if (appointments.All(made => made.LastDay != LastDay))
        {
            await stage.System.Appointments.EndAppointmentAsync(
                new EndAppointmentRequest { CityId = stage.City.Id, AppointmentId = appointments[^1].Id, LastDay = LastDay }, cancellationToken: stage.Cancellation);
            stage.Cast.Change();
        }
        stage.Screen.Line($"[green]✓[/] {Words.Safe(appointments[^1].Name)} holds the office {Words.Safe(Office)} through {Words.Day(LastDay)}");
    }
}
