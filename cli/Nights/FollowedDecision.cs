using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>Proposes and confirms, and gathers what is refused from all messages of the call.</summary>
internal static class FollowedDecision
{
    /// <returns>The last message, with the refusals of all.</returns>
    public static async Task<ProposeReply> ProposeAsync(WorkforceSystem system, ProposeRequest request, CancellationToken cancellation)
    {
        using var call = system.Decisions.Propose(request, cancellationToken: cancellation);
        var (last, refusals) = (new ProposeReply(), new List<RefusedDecision>());
        await foreach (var reply in call.ResponseStream.ReadAllAsync(cancellation))
        {
            refusals.AddRange(reply.Refusals);
            last = reply;
        }
        last.Refusals.Clear();
        last.Refusals.AddRange(refusals);
        return last;
    }

    /// <param name="bar">Of workers.</param>
    /// <returns>The last message, with the refusals of all.</returns>
    public static async Task<ConfirmProgress> ConfirmAsync(WorkforceSystem system, ConfirmRequest request, Bar bar, CancellationToken cancellation)
    {
        using var call = system.Decisions.Confirm(request, cancellationToken: cancellation);
        var (last, refusals) = (new ConfirmProgress(), new List<RefusedDecision>());
        await foreach (var progress in call.ResponseStream.ReadAllAsync(cancellation))
        {
            bar.Value = progress.LookedAt;
            refusals.AddRange(progress.Refusals);
            last = progress;
        }
        last.Refusals.Clear();
        last.Refusals.AddRange(refusals);
        return last;
    }
}
