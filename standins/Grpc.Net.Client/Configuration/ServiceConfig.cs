using Grpc.Core;

namespace Grpc.Net.Client.Configuration;

/// <summary>How a channel treats methods.</summary>
public sealed class ServiceConfig
{
    public IList<MethodConfig> MethodConfigs { get; } = [];
}

/// <summary>What holds for some methods. The most exact name wins.</summary>
public sealed class MethodConfig
{
    public IList<MethodName> Names { get; } = [];

    public RetryPolicy? RetryPolicy { get; set; }
}

/// <summary>A method, a service (no method), or everything (neither).</summary>
public sealed class MethodName
{
    public static readonly MethodName Default = new();

    /// <summary>With its package.</summary>
    public string? Service { get; set; }

    public string? Method { get; set; }
}

/// <summary>
/// When and how often a failed call is made again. Only a call that has received nothing is;
/// here that is done for methods with a single request.
/// </summary>
public sealed class RetryPolicy
{
    /// <summary>With the first attempt; at least two.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>The wait before the second attempt is random, between zero and this.</summary>
    public TimeSpan? InitialBackoff { get; set; }

    public TimeSpan? MaxBackoff { get; set; }

    /// <summary>The bound of the wait grows by this factor with each attempt.</summary>
    public double? BackoffMultiplier { get; set; }

    public IList<StatusCode> RetryableStatusCodes { get; } = [];
}
