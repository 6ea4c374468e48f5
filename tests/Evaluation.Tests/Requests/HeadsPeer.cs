using System.Collections.Concurrent;
using Grpc.Core;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Time;
using Granted = Workforce.ServiceDefaults.Access.Appointment;

namespace Workforce.Evaluation.Tests;

/// <summary>Who heads which unit, whatever the day, and who stands above it, as the tests say.</summary>
public sealed class HeadsPeer(ConcurrentDictionary<string, IReadOnlyList<Granted>> appointed) : AppointmentService.AppointmentServiceBase
{
    /// <summary>By unit.</summary>
    public ConcurrentDictionary<string, Appointment> Heads { get; } = [];

    public override Task<FindHeadsReply> FindHeads(FindHeadsRequest request, ServerCallContext context) => Task.FromResult(new FindHeadsReply
    {
        Heads = { request.UnitIds.Where(Heads.ContainsKey).Select(unit => Heads[unit]) },
    });

    public override Task<ListAppointmentsReply> ListAppointments(ListAppointmentsRequest request, ServerCallContext context) => Task.FromResult(new ListAppointmentsReply
    {
        Appointments =
        {
            from person in appointed
            from office in person.Value
            where $"{office.CityId}" == request.CityId && office.IsValidOn(CityDay.FromIso(request.ValidOn))
            select new Appointment
            {
                Issuer = SetupKey.Issuer,
                Subject = person.Key,
                SubordinateUnitIds = { office.SubordinateUnitIds.Select(unit => $"{unit}") },
                FurtherUnits = { office.FurtherUnits.Select(unit => new FurtherUnit { UnitId = $"{unit.UnitId}", Levels = unit.Level }) },
            },
        },
    });

    /// <returns>The head's id.</returns>
    public string Appoint(string cityId, string unitId, string name)
    {
        var id = $"{Guid.NewGuid()}";
        var head = new Appointment { CityId = cityId, Office = new Office { UnitId = unitId }, Name = name, HeadId = id };
        Heads[unitId] = head;
        return id;
    }
}
