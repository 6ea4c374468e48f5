using System.Diagnostics;
using Workforce.Access.V1;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Identity;
using Workforce.Cli.Terminal;
using Workforce.Identity;
using Workforce.Registry.V1;

namespace Workforce.Cli.Stories;

/// <summary>Who holds the offices of a story's city, and calls in their names: in Development, where the set-up key signs.</summary>
public sealed class Cast(Endpoints endpoints, Listings listings)
{
    private readonly SetupKey _key = Identities.KeyOf(endpoints.SetupKey
        ?? throw new BadInputException("a story acts as the heads and superiors of its city, which only a system in Development lets it: start one with ./run --story"));

    // Every service reads who holds which office within this time.
    private static readonly TimeSpan UntilKnown = TimeSpan.FromSeconds(5);

    private long? _changed;

    /// <summary>An appointment was made or ended: who acts next waits until every service knows it.</summary>
    public void Change() => _changed = Stopwatch.GetTimestamp();

    /// <summary>Who heads a unit on a day; while another acts for the head, that person.</summary>
    /// <param name="unit">Its code, which is its head's office.</param>
    /// <exception cref="BadInputException">No one with an identity.</exception>
    public async Task<Appointment> HeadOfAsync(City city, string unit, DateOnly day) =>
        HolderOf(unit, await AppointmentsAsync(city, day))
        ?? throw new BadInputException($"no one with an identity heads {unit} on {Words.Iso(day)}: give its head a subject in units.yaml, or appoint a person by a step of the story");

    /// <summary>Who holds the offices above the head of a unit on a day, the next above first.</summary>
    public async Task<IReadOnlyList<Appointment>> SuperiorsOfAsync(City city, string unitId, DateOnly day)
    {
        var appointments = await AppointmentsAsync(city, day);
        var superiors = new List<Appointment>();
        var passed = new HashSet<string>();
        var office = appointments.FirstOrDefault(appointment => appointment.Office.UnitId == unitId)?.Office.Superior ?? "";
        // Offices may stand in a circle by mistake.
        while (office.Length > 0 && passed.Add(office))
        {
            if (HolderOf(office, appointments) is { } holder)
                superiors.Add(holder);
            office = appointments.FirstOrDefault(appointment => appointment.Office.Code == office)?.Office.Superior ?? "";
        }
        return superiors;
    }

    /// <summary>Who holds the office that signs for a city on a day; while another acts for that person, the other.</summary>
    /// <exception cref="BadInputException">No one with an identity.</exception>
    public async Task<Appointment> SignatoryOfAsync(City city, DateOnly day)
    {
        var signing = (await AppointmentsAsync(city, day)).Where(appointment => appointment.Office.Signs).ToList();
        return signing.Select(appointment => HolderOf(appointment.Office.Code, signing)).FirstOrDefault(holder => holder is not null)
            ?? throw new BadInputException($"no one with an identity has the office that signs for {city.Name} on {Words.Iso(day)}: appoint a person to it by a step of the story");
    }

    /// <summary>The system as a person calls it.</summary>
    public async Task<WorkforceSystem> SystemOfAsync(Appointment person, City city, Role role, CancellationToken cancellation)
    {
        if (_changed is { } changed && UntilKnown - Stopwatch.GetElapsedTime(changed) is { Ticks: > 0 } rest)
            await Task.Delay(rest, cancellation);
        var token = _key.Sign(new SetupToken(person.Subject, person.Name, [role], [city.Code]) { Lifetime = TimeSpan.FromHours(1) });
        return new WorkforceSystem(endpoints, (_, _) => ValueTask.FromResult<string?>(token), purpose: null);
    }

    // As Registry says who heads a unit: who acts for another after the definitive holder, who is away; then whose appointment began last.
    private static Appointment? HolderOf(string office, IReadOnlyList<Appointment> appointments) => appointments
        .Where(appointment => appointment.Office.Code == office && appointment.Subject.Length > 0 && appointment.Issuer == SetupKey.Issuer)
        .OrderBy(appointment => appointment.Capacity is not Capacity.Definitive).ThenBy(appointment => appointment.FirstDay, StringComparer.Ordinal)
        .LastOrDefault();

    private async Task<IReadOnlyList<Appointment>> AppointmentsAsync(City city, DateOnly day) =>
        await listings.Appointments(new ListAppointmentsRequest { CityId = city.Id, ValidOn = Words.Iso(day) }).ToListAsync();

}
