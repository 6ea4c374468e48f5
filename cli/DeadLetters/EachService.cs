using Grpc.Core;
using Workforce.Cli.Connections;

namespace Workforce.Cli.DeadLetters;

/// <summary>Calls each service in turn; the failure of one does not end the calls to the others.</summary>
public static class EachService
{
    /// <exception cref="RpcException">The request is refused, or no service answers.</exception>
    public static async Task<Answers<TReply>> CallAsync<TReply>(
        IReadOnlyList<DeadLetterPeer> services, Func<DeadLetterPeer, AsyncUnaryCall<TReply>> call, CancellationToken cancellation)
    {
        List<(string, TReply)> replies = [];
        List<string> failures = [];
        RpcException? last = null;
        foreach (var service in services)
        {
            try
            {
                replies.Add((service.Service, await call(service)));
            }
            catch (RpcException fault) when (fault.StatusCode is not (StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.Unauthenticated or StatusCode.PermissionDenied))
            {
                last = fault;
                failures.Add(await SentenceAsync(service, fault));
            }
            // The channel throws it for a deadline too, which is not an interruption by the user.
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                failures.Add($"{service.Service} did not answer in time");
            }
        }

        return last is not null && failures.Count == services.Count ? throw last : new Answers<TReply>(replies, failures);
    }

    private static async Task<string> SentenceAsync(DeadLetterPeer service, RpcException fault) => fault.StatusCode switch
    {
        StatusCode.Unavailable when !await ServiceAddress.AnswersAsync(service.Address) =>
            $"{service.Service} ({service.Address.Authority}) does not answer",
        StatusCode.Unimplemented => $"{service.Service} does not have this call; its version differs from this command's",
        _ => $"{service.Service}: {fault.Status.Detail}",
    };
}
