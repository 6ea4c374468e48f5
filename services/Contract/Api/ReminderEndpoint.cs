using Grpc.Core;
using Workforce.Contract.Reminders;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Contract.Api;

/// <summary>Serves <c>contract/v1/reminders.proto</c>.</summary>
public sealed class ReminderEndpoint(ReminderStore reminders) : V1.ReminderService.ReminderServiceBase
{
    public override async Task<V1.CountRemindersReply> CountReminders(V1.CountRemindersRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var lastDay = Field.OptionalDay("last_day", request.LastDay);
        var counts = await reminders.CountAsync(cityId, lastDay, context.CancellationToken);
        return new V1.CountRemindersReply { Counts = { counts.Select(ToWire) } };
    }

    private static V1.ReminderCount ToWire(ReminderCount count) => new()
    {
        LastDay = Field.Iso(count.LastDay),
        Step = count.Step,
        Sent = count.Sent,
        Superseded = count.Superseded,
        FirstSentAt = ToWire(count.FirstSentAt),
        LastSentAt = ToWire(count.LastSentAt),
    };

    private static Timestamp? ToWire(DateTime? moment) => moment is { } known ? Timestamp.FromDateTime(known) : null;
}
