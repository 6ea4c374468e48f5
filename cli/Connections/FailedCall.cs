using Google.Rpc;
using Grpc.Core;
using Workforce.Cli.Errors;

namespace Workforce.Cli.Connections;

/// <summary>Turns a failed call into an exception with one sentence.</summary>
public static class FailedCall
{
    /// <summary>What a failed call means for the user of the command.</summary>
    public static async Task<Exception> TranslateAsync(RpcException fault, Endpoints endpoints) => fault.StatusCode switch
    {
        // The call was not made, for there is no token for it.
        _ when fault.Status.DebugException is NotAllowedException or NotRunningException or BadInputException => fault.Status.DebugException,
        StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.AlreadyExists
            or StatusCode.OutOfRange => new BadInputException(SentenceOf(fault)),
        StatusCode.Unauthenticated => new NotAllowedException($"{fault.Status.Detail}; workforce login gets a token, or set {RunningSystem.TokenVariable}"),
        StatusCode.PermissionDenied => new NotAllowedException(fault.Status.Detail),
        StatusCode.Unavailable => new NotRunningException(await UnreachableAsync(fault, endpoints)),
        // A service's own says what it waited for.
        StatusCode.DeadlineExceeded when ServiceOf(fault) is null => Timeout(),
        StatusCode.Unimplemented => new NotRunningException("the running system does not have this call; its version differs from this command's"),
        _ => new NotRunningException(
            ServiceOf(fault) is { } service ? $"{service}: {fault.Status.Detail}" : $"the system failed ({fault.StatusCode}): {fault.Status.Detail}"),
    };

    public static NotRunningException Timeout() => new("the system did not answer in time; see its logs, or try again");

    /// <summary>Whether one of the services answers at all.</summary>
    public static async Task<bool> AnyAnswersAsync(Endpoints endpoints)
    {
        foreach (var (_, address) in endpoints.All)
        {
            if (await ServiceAddress.AnswersAsync(address))
                return true;
        }
        return false;
    }

    private static async Task<string> UnreachableAsync(RpcException fault, Endpoints endpoints)
    {
        var silent = new List<string>();
        foreach (var (service, address) in endpoints.All)
        {
            if (!await ServiceAddress.AnswersAsync(address))
                silent.Add($"{service} ({address.Authority})");
        }

        return silent.Count switch
        {
            0 when ServiceOf(fault) is { } service => $"{service} answers, but {fault.Status.Detail}",
            0 => $"a service is unreachable: {fault.Status.Detail}",
            4 => $"no running system found at the addresses of {endpoints.Source}; start one with ./run",
            _ => $"{string.Join(" and ", silent)} does not answer; try again, or start the system again (docs/operators.md)",
        };
    }

    /// <summary>Whether the call is refused for what it says or who calls, and not for the state of a service.</summary>
    public static bool IsOfTheInput(RpcException fault) => fault.StatusCode
        is StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.AlreadyExists or StatusCode.PermissionDenied;

    /// <summary>The invalid fields, each with its description; the call's own message where no field is named.</summary>
    public static string SentenceOf(RpcException fault) =>
        DetailsOf(fault)?.GetDetail<BadRequest>() is { FieldViolations: { Count: > 0 } violations }
            ? string.Join("; ", violations.Select(wrong => $"{wrong.Field}: {wrong.Description}"))
            : fault.Status.Detail;

    /// <summary>The service that failed; null when the error does not name it.</summary>
    private static string? ServiceOf(RpcException fault) =>
        DetailsOf(fault)?.GetDetail<ErrorInfo>() is { } info && info.Metadata.TryGetValue("service", out var service) ? service : null;

    // Null where there are no details, or where another server sent a trailer of that name in another form.
    private static Google.Rpc.Status? DetailsOf(RpcException fault) => fault.Trailers.GetRpcStatus(ignoreParseError: true);
}
