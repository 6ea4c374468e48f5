using Workforce.Registry.Appointments;
using Workforce.Registry.Cities;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Appointment = Workforce.Registry.Appointments.Appointment;

namespace Workforce.Registry.Api;

/// <summary>Appointments on the wire.</summary>
internal static class AppointmentWire
{
    private const int LongestIdentity = 300;

    public static V1.Appointment ToWire(Appointment appointment) => new()
    {
        Id = $"{appointment.Id}",
        CityId = $"{appointment.CityId}",
        Office = new V1.Office
        {
            Code = appointment.Office.Code,
            Title = appointment.Office.Title,
            UnitId = $"{appointment.Office.UnitId}",
            Superior = appointment.Office.Superior,
            Signs = appointment.Office.Signs,
        },
        Name = appointment.Name,
        Issuer = appointment.Issuer,
        Subject = appointment.Subject,
        Capacity = (V1.Capacity)appointment.Capacity,
        FirstDay = Field.Iso(appointment.FirstDay),
        LastDay = Field.Iso(appointment.LastDay),
        SubordinateUnitIds = { appointment.SubordinateUnitIds.Select(id => $"{id}") },
        FurtherUnits = { appointment.FurtherUnits.Select(unit => new V1.FurtherUnit { UnitId = $"{unit.UnitId}", Levels = unit.Level }) },
        AppointedBy = appointment.AppointedBy?.ToWire(),
        EndedBy = appointment.EndedBy?.ToWire(),
        HeadId = appointment.Office.UnitId is { } unit ? $"{UnitHead.IdOf(unit, appointment.Name)}" : "",
    };

    /// <param name="usualIssuer">Where the request names none.</param>
    /// <exception cref="InvalidInputException">A field is missing or wrong.</exception>
    public static NewAppointment NewFrom(V1.AddAppointmentRequest request, string usualIssuer) => new(
        Field.Uuid("city_id", request.CityId),
        Field.Text("office", request.Office),
        Field.Text("name", request.Name),
        request.Issuer.Length == 0 ? usualIssuer : Identity("issuer", request.Issuer),
        Identity("subject", request.Subject),
        CapacityFrom(request.Capacity),
        Field.OptionalDay("first_day", request.FirstDay),
        Field.OptionalDay("last_day", request.LastDay));

    /// <summary>An issuer or a subject: compared letter by letter, so nothing of it is tidied.</summary>
    /// <exception cref="InvalidInputException">It is missing, long, or has characters that none has.</exception>
    public static string Identity(string field, string text)
    {
        if (text.Length == 0)
            throw new InvalidInputException(field, null, "is required");
        if (text.Length > LongestIdentity)
            throw new InvalidInputException(field, text, $"is longer than {LongestIdentity} characters");
        return text.Any(char.IsControl) ? throw new InvalidInputException(field, null, "contains control characters") : text;
    }

    /// <summary>The key of a listing by office and id.</summary>
    public static string KeyOf(Appointment appointment) => PageKey.Of(appointment.Office.Code, appointment.Id);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static (string Office, Guid Id)? AfterFrom(Page page) => page.AfterKey(parts: 2) is { } key ? (key.Text(), key.Id()) : null;

    private static Capacity CapacityFrom(V1.Capacity capacity) => capacity switch
    {
        V1.Capacity.Unspecified => throw new InvalidInputException("capacity", null, "is required: DEFINITIVE, PJ, PLT or PLH"),
        V1.Capacity.Definitive or V1.Capacity.Pj or V1.Capacity.Plt or V1.Capacity.Plh => (Capacity)capacity,
        _ => throw new InvalidInputException("capacity", $"{(int)capacity}", "is none of DEFINITIVE, PJ, PLT and PLH"),
    };
}
