using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workforce.ServiceDefaults.Rpc;

public static class RpcDefaults
{
    /// <summary>A page of 5,000 rows or an import's findings fit with room to spare.</summary>
    private const int LargestMessage = 16 * 1024 * 1024;

    internal static void AddRpc(this IHostApplicationBuilder builder)
    {
        // At Information they log what a caller made up (paths, content types), and the text of every error, which repeats the caller's value.
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddGrpcReflection();
        builder.Services.AddGrpc(options =>
        {
            options.Interceptors.Add<ErrorPolicy>();
            options.MaxReceiveMessageSize = LargestMessage;
            options.MaxSendMessageSize = LargestMessage;
        });
    }

    /// <summary>
    /// A typed client of another service, found at <c>services:{service}:grpc:0</c>. Calls that do not reach it are tried
    /// again, and none waits longer than its deadline.
    /// </summary>
    /// <exception cref="InvalidOperationException">The address is not configured.</exception>
    public static void AddGrpcPeer<TClient>(this IHostApplicationBuilder builder, string service)
        where TClient : class
    {
        var key = $"services:{service}:grpc:0";
        var address = builder.Configuration[key] ?? throw new InvalidOperationException($"{key} is not set: where does {service} answer?");
        builder.Services.AddTransient<CallDeadline>();
        builder.Services
            .AddGrpcClient<TClient>(options => options.Address = new Uri(address))
            .ConfigureChannel(channel =>
            {
                channel.MaxReceiveMessageSize = LargestMessage;
                channel.ServiceConfig = new ServiceConfig { MethodConfigs = { TryAgain } };
            })
            .AddInterceptor<CallDeadline>()
            // Its span tells of a call already; the factory's two logging handlers would only cost time.
            .RemoveAllLoggers();
    }

    private static MethodConfig TryAgain => new()
    {
        Names = { MethodName.Default },
        RetryPolicy = new RetryPolicy
        {
            MaxAttempts = 5,
            InitialBackoff = TimeSpan.FromMilliseconds(100),
            MaxBackoff = TimeSpan.FromSeconds(2),
            BackoffMultiplier = 2,
            RetryableStatusCodes = { StatusCode.Unavailable },
        },
    };
}
