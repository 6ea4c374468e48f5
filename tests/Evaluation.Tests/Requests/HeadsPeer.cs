using System.Collections.Concurrent;
using Grpc.Core;
using Workforce.Registry.V1;

namespace Workforce.Evaluation.Tests;

/// <summary>Who heads which unit, as the tests say, whatever the day.</summary>
public sealed class HeadsPeer : AppointmentService.AppointmentServiceBase
{
    /// <summary>By unit.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<Appointment>> Heads { get; } = [];

    public override Task<ListAppointmentsReply> ListAppointments(ListAppointmentsRequest request, ServerCallContext context) => Task.FromResult(new ListAppointmentsReply
    {
        Appointments = { Heads.Values.SelectMany(heads => heads).Where(head => head.CityId == request.CityId) },
    });

    /// <returns>The head's id.</returns>
    public string Appoint(string cityId, string unitId, string name, string firstDay)
    {
        var id = $"{Guid.NewGuid()}";
        var head = new Appointment { CityId = cityId, Office = new Office { UnitId = unitId }, Name = name, FirstDay = firstDay, HeadId = id };
        Heads.AddOrUpdate(unitId, [head], (_, heads) => [head, .. heads]);
        return id;
    }
}
