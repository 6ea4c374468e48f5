using Google.Rpc;
using Grpc.Core;
using Workforce.Cli.Connections;

namespace Workforce.Cli.Errors;

/// <summary>The one place that turns whatever went wrong into a sentence and an exit code.</summary>
public static class Faults
{
    /// <summary>Writes the sentence to standard error and returns the exit code; never a stack trace.</summary>
    public static int Report(Exception fault)
    {
        var (code, sentence) = fault switch
        {
            OperationCanceledException => (ExitCode.Interrupted, "interrupted; what was already sent stays"),
            BadInputException => (ExitCode.BadInput, fault.Message),
            NotRunningException => (ExitCode.SystemFailed, fault.Message),
            IOException or UnauthorizedAccessException => (ExitCode.BadInput, fault.Message),
            _ => (ExitCode.SystemFailed, $"unexpected {fault.GetType().Name}: {fault.Message}"),
        };
        Console.Error.WriteLine($"error: {OneLine(sentence)}");
        return code;
    }

    /// <summary>What a failed call means for whoever typed the command.</summary>
    public static async Task<Exception> TranslateAsync(RpcException fault, Endpoints endpoints) => fault.StatusCode switch
    {
        StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.AlreadyExists
            or StatusCode.OutOfRange or StatusCode.ResourceExhausted => new BadInputException(SentenceOf(fault)),
        StatusCode.Unavailable => new NotRunningException(await UnreachableAsync(fault, endpoints)),
        StatusCode.DeadlineExceeded => NotInTime(),
        StatusCode.Unimplemented => new NotRunningException("the running system does not know this call; it is of another version than this command"),
        _ => new NotRunningException(
            ServiceOf(fault) is { } service ? $"{service}: {fault.Status.Detail}" : $"the system failed ({fault.StatusCode}): {fault.Status.Detail}"),
    };

    public static NotRunningException NotInTime() => new("the system did not answer in time; see its logs, or try again");

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
            0 => $"part of the system is unreachable: {fault.Status.Detail}",
            4 => $"no running system found at the addresses of {endpoints.Source}; start one with ./run",
            _ => $"{string.Join(" and ", silent)} does not answer; try again in a moment, and if it stays away, start the system again (docs/operators.md)",
        };
    }

    /// <summary>The fields that are wrong, each with what is wrong with it; the call's own message where none is named.</summary>
    private static string SentenceOf(RpcException fault) =>
        DetailsOf(fault)?.GetDetail<BadRequest>() is { FieldViolations: { Count: > 0 } violations }
            ? string.Join("; ", violations.Select(wrong => $"{wrong.Field}: {wrong.Description}"))
            : fault.Status.Detail;

    /// <summary>The service that failed; null when it does not say.</summary>
    private static string? ServiceOf(RpcException fault) =>
        DetailsOf(fault)?.GetDetail<ErrorInfo>() is { } info && info.Metadata.TryGetValue("service", out var service) ? service : null;

    // Null where there are none, or where something that is no server of ours sent what only looks like them.
    private static Google.Rpc.Status? DetailsOf(RpcException fault) => fault.Trailers.GetRpcStatus(ignoreParseError: true);

    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
