using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Workforce.ServiceDefaults.Access;

/// <summary>A call that was allowed: who makes it, for whom, what for, and how far it reaches.</summary>
/// <param name="Grants">Those of the caller's roles that the RPC allows, within their bounds.</param>
/// <param name="Method">For example <c>workforce.registry.v1.WorkerService/FindWorker</c>.</param>
/// <param name="For">The person for whom one of our own services calls; null when it calls for itself, and of every other caller.</param>
/// <param name="Purpose">As the caller says it in the metadata key <c>purpose</c>; empty when it does not.</param>
/// <param name="At">The moment at which the caller's appointments were looked at, by the system's clock.</param>
public sealed record AllowedCall(Caller Caller, IReadOnlyList<Grant> Grants, Reach Reach, string Method, Actor? For, string Purpose, DateTimeOffset At)
{
    private static readonly object Key = new();

    /// <summary>Whose act it is.</summary>
    public Actor Actor => For ?? Caller.Actor;

    /// <summary>Whether what was read has been written to the access log, or was found to have no personal data.</summary>
    internal bool IsLogged { get; set; }

    internal void Attach(HttpContext context) => context.Items[Key] = this;

    /// <returns>Null outside of a call, and within one that anyone may make.</returns>
    internal static AllowedCall? Find(HttpContext? context) => context?.Items[Key] as AllowedCall;
}

public static class AllowedCallExtensions
{
    /// <summary>The call as it was allowed.</summary>
    /// <exception cref="InvalidOperationException">The RPC is one that anyone may call.</exception>
    public static AllowedCall Allowed(this ServerCallContext context) =>
        AllowedCall.Find(context.GetHttpContext()) ?? throw new InvalidOperationException($"{context.Method} may be called by anyone: it has no caller");
}
