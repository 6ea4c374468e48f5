using Grpc.Core;
using Workforce.Cli.Connections;

namespace Workforce.Cli.Parking;

/// <summary>Asks one service after the other the same; one that fails keeps nobody else from answering.</summary>
public static class Round
{
    /// <exception cref="RpcException">What was asked cannot be, or no service at all answers.</exception>
    public static async Task<Answers<TReply>> AskAsync<TReply>(
        IReadOnlyList<ParkedPeer> services, Func<ParkedPeer, AsyncUnaryCall<TReply>> ask, CancellationToken cancellation)
    {
        List<(string, TReply)> replies = [];
        List<string> failures = [];
        RpcException? last = null;
        foreach (var service in services)
        {
            try
            {
                replies.Add((service.Service, await ask(service)));
            }
            catch (RpcException fault) when (fault.StatusCode is not (StatusCode.InvalidArgument or StatusCode.NotFound))
            {
                last = fault;
                failures.Add(await SentenceAsync(service, fault));
            }
            // The channel throws it for a deadline too, and that is not the user's interruption.
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                failures.Add($"{service.Service} did not answer in time");
            }
        }

        return last is not null && failures.Count == services.Count ? throw last : new Answers<TReply>(replies, failures);
    }

    private static async Task<string> SentenceAsync(ParkedPeer service, RpcException fault) => fault.StatusCode switch
    {
        StatusCode.Unavailable when !await ServiceAddress.AnswersAsync(service.Address) =>
            $"{service.Service} ({service.Address.Authority}) does not answer",
        StatusCode.Unimplemented => $"{service.Service} does not know this call; it is of another version than this command",
        _ => $"{service.Service}: {fault.Status.Detail}",
    };
}
