using Grpc.Core;
using Workforce.Clock.V1;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Time;

namespace Workforce.ServiceDefaults.Clock;

/// <summary>Serves the service's own clock.</summary>
internal sealed class ClockEndpoint(TimeProvider clock, MoveClock moveClock) : ClockService.ClockServiceBase
{
    // A day of any zone must still be one of the calendar, which ends with the year 9999.
    private const int LastYear = 9000;

    public override Task<GetClockReply> GetClock(GetClockRequest request, ServerCallContext context) => Task.FromResult(new GetClockReply
    {
        Shows = Timestamp.FromDateTimeOffset(clock.GetUtcNow()),
        StoryStartsAt = clock is StoryClock story ? Timestamp.FromDateTimeOffset(story.StartsAt) : null,
    });

    public override async Task<MoveClockReply> MoveClock(MoveClockRequest request, ServerCallContext context)
    {
        var to = Field.Moment("to", request.To);
        if (to.Year > LastYear)
            throw new InvalidInputException("to", request.To, $"is after the year {LastYear}");
        var moved = await moveClock.MoveAsync(to, context.Allowed().Actor, context.CancellationToken);
        return new MoveClockReply
        {
            From = Timestamp.FromDateTimeOffset(moved.From),
            Shows = Timestamp.FromDateTimeOffset(clock.GetUtcNow()),
            Instances = moved.Instances,
        };
    }
}
