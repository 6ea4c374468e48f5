using Grpc.Core;
using Microsoft.Extensions.Options;
using Workforce.Registry.Appointments;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/appointments.proto</c>.</summary>
public sealed class AppointmentEndpoint(
    AppointmentStore appointments, AddAppointment addAppointment, EndAppointment endAppointment, FindHeads findHeads, IOptions<AccessOptions> access)
    : V1.AppointmentService.AppointmentServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;
    private const int MostUnits = 1_000;

    public override async Task<V1.Appointment> AddAppointment(V1.AddAppointmentRequest request, ServerCallContext context) =>
        AppointmentWire.ToWire(await addAppointment.AddAsync(AppointmentWire.NewFrom(request, access.Value.UsualIssuer), context.Allowed().Actor, context.CancellationToken));

    public override async Task<V1.Appointment> EndAppointment(V1.EndAppointmentRequest request, ServerCallContext context) =>
        AppointmentWire.ToWire(await endAppointment.EndAsync(
            Field.Uuid("city_id", request.CityId), Field.Uuid("appointment_id", request.AppointmentId), Field.OptionalDay("last_day", request.LastDay),
            context.Allowed().Actor, context.CancellationToken));

    public override async Task<V1.ListAppointmentsReply> ListAppointments(V1.ListAppointmentsRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var validOn = Field.OptionalDay("valid_on", request.ValidOn);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await appointments.ListAsync(cityId, validOn, AppointmentWire.AfterFrom(page), page.Size, context.CancellationToken);
        return new V1.ListAppointmentsReply
        {
            Appointments = { rows.Select(AppointmentWire.ToWire) },
            NextPageToken = page.Next(rows, AppointmentWire.KeyOf),
        };
    }

    public override async Task<V1.FindHeadsReply> FindHeads(V1.FindHeadsRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var heads = await findHeads.FindAsync(
            cityId, Field.Uuids("unit_ids", request.UnitIds, MostUnits), Field.Day("day", request.Day), context.CancellationToken);
        return new V1.FindHeadsReply { Heads = { heads.Select(AppointmentWire.ToWire) } };
    }

    public override async Task<V1.FindAppointmentsReply> FindAppointments(V1.FindAppointmentsRequest request, ServerCallContext context)
    {
        var (issuer, subject) = (AppointmentWire.Identity("issuer", request.Issuer), AppointmentWire.Identity("subject", request.Subject));
        var found = await appointments.FindOfPersonAsync(issuer, subject, context.CancellationToken);
        return new V1.FindAppointmentsReply { Appointments = { found.Select(AppointmentWire.ToWire) } };
    }
}
