using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Workforce.Clock.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>Each service's clock, which stands; the called port identifies the service.</summary>
internal sealed class ScriptedClocks(Script script) : ClockService.ClockServiceBase
{
    public override Task<GetClockReply> GetClock(GetClockRequest request, ServerCallContext context) => Task.FromResult(new GetClockReply
    {
        Shows = Timestamp.FromDateTimeOffset(script.Clocks[Of(context)]),
        StoryStartsAt = script.RealTimeOf == Of(context) ? null : Timestamp.FromDateTimeOffset(new(2020, 10, 1, 8, 0, 0, TimeSpan.FromHours(8))),
    });

    public override Task<MoveClockReply> MoveClock(MoveClockRequest request, ServerCallContext context)
    {
        script.Moves.Add((Of(context), request.To));
        script.Clocks[Of(context)] = DateTimeOffset.Parse(request.To, System.Globalization.CultureInfo.InvariantCulture);
        return Task.FromResult(new MoveClockReply { Instances = 1 });
    }

    private static string Of(ServerCallContext context) =>
        (string)context.GetHttpContext().Features.Get<IConnectionItemsFeature>()!.Items[ScriptedDeadLetters.Service]!;
}
