using Grpc.Core;
using Npgsql;

namespace Workforce.ServiceDefaults.Errors;

/// <summary>
/// An unforeseen failure as logs, spans and dead letters may have it: which exceptions it was, what a database or a peer called it, and
/// where it was thrown. Their messages are left out, for they may quote a value.
/// </summary>
public sealed class UnexpectedFailureException : Exception
{
    private readonly string? _thrownAt;

    private UnexpectedFailureException(Exception failure)
        : base(string.Join(" from ", Chain(failure).Select(Described))) =>
        _thrownAt = string.Join("\n   to\n", Chain(failure).Reverse().Select(one => one.StackTrace).Where(trace => trace is not null));

    /// <summary>Of each exception, the innermost first: names of methods only.</summary>
    public override string? StackTrace => _thrownAt;

    /// <summary>
    /// The failure itself where its words are our own and name ids and fields only, or where it is unreachability, which is retried and
    /// tells of addresses; otherwise what may be known of it.
    /// </summary>
    public static Exception Of(Exception failure) => failure switch
    {
        UnexpectedFailureException or MalformedEventException or UnreadableEventException or NotReadyException or StoppingException => failure,
        OperationCanceledException => failure,
        _ when Unreachable.Is(failure) => failure,
        _ => new UnexpectedFailureException(failure),
    };

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var one = failure; one is not null; one = one.InnerException)
            yield return one;
    }

    private static string Described(Exception one) => one switch
    {
        PostgresException refused => $"{TypeOf(one)} {refused.SqlState}{Named("table", refused.TableName)}{Named("column", refused.ColumnName)}{Named("constraint", refused.ConstraintName)}",
        RpcException answered => $"{TypeOf(one)} {answered.StatusCode}",
        _ => TypeOf(one),
    };

    private static string Named(string what, string? name) => string.IsNullOrEmpty(name) ? "" : $", {what} {name}";

    private static string TypeOf(Exception one) => one.GetType().FullName ?? one.GetType().Name;
}
