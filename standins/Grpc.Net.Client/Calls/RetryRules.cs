using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>What is worked out once for a method.</summary>
internal sealed record MethodOnChannel(Uri Uri, RetryRules? Retries);

/// <summary>The retry policy of a method, checked.</summary>
internal sealed record RetryRules(int MaxAttempts, TimeSpan InitialBackoff, TimeSpan MaxBackoff, double Multiplier, IReadOnlySet<StatusCode> Codes)
{
    public static RetryRules? Of(IMethod method, ServiceConfig config, int? maxAttempts)
    {
        var named = config.MethodConfigs.SelectMany(candidate => candidate.Names, (candidate, name) => (candidate.RetryPolicy, Name: name)).ToList();
        var policy =
            named.Find(entry => entry.Name.Service == method.ServiceName && entry.Name.Method == method.Name).RetryPolicy
            ?? named.Find(entry => entry.Name.Service == method.ServiceName && string.IsNullOrEmpty(entry.Name.Method)).RetryPolicy
            ?? named.Find(entry => string.IsNullOrEmpty(entry.Name?.Service)).RetryPolicy;

        return policy is null ? null : Checked(policy, maxAttempts);
    }

    /// <summary>How long to wait before the next attempt, or null when there is none.</summary>
    /// <param name="attempt">The number of the attempt that failed, from 1.</param>
    /// <param name="status">How it failed.</param>
    /// <param name="trailers">In which a server may ask for a wait, or for no further attempt.</param>
    public TimeSpan? WaitAfter(int attempt, Status status, Metadata trailers)
    {
        if (attempt >= MaxAttempts || !Codes.Contains(status.StatusCode))
            return null;

        if (trailers.GetValue(WireNames.RetryPushback) is { } pushback)
        {
            return int.TryParse(pushback, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
                ? TimeSpan.FromMilliseconds(milliseconds)
                : null;
        }

        var bound = Math.Min(InitialBackoff.TotalMilliseconds * Math.Pow(Multiplier, attempt - 1), MaxBackoff.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(bound * Random.Shared.NextDouble());
    }

    private static RetryRules Checked(RetryPolicy policy, int? maxAttempts)
    {
        if (policy.MaxAttempts is not > 1)
            throw Invalid(nameof(policy.MaxAttempts), "at least 2");
        if (policy.InitialBackoff is not { Ticks: > 0 } initial)
            throw Invalid(nameof(policy.InitialBackoff), "more than zero");
        if (policy.MaxBackoff is not { Ticks: > 0 } max)
            throw Invalid(nameof(policy.MaxBackoff), "more than zero");
        if (policy.BackoffMultiplier is not { } multiplier || multiplier <= 0)
            throw Invalid(nameof(policy.BackoffMultiplier), "more than zero");
        if (policy.RetryableStatusCodes.Count == 0)
            throw Invalid(nameof(policy.RetryableStatusCodes), "not empty");

        var attempts = Math.Min(policy.MaxAttempts.Value, maxAttempts ?? int.MaxValue);
        return new RetryRules(attempts, initial, max, multiplier, policy.RetryableStatusCodes.ToHashSet());
    }

    private static InvalidOperationException Invalid(string setting, string wanted) => new($"A retry policy's {setting} must be {wanted}.");
}
