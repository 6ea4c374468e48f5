using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.ServiceDefaults.Peers;

public static class GrpcPeers
{
    /// <summary>
    /// A typed client of another service, found at <c>services:{service}:grpc:0</c>. It calls in the role <c>system</c>, and names the person for
    /// whom it calls. Calls that do not reach it are tried again, and none waits longer than its deadline.
    /// </summary>
    /// <exception cref="InvalidOperationException">The address is not configured.</exception>
    public static void AddGrpcPeer<TClient>(this IHostApplicationBuilder builder, string service)
        where TClient : class
    {
        var key = $"services:{service}:grpc:0";
        var address = builder.Configuration[key] ?? throw new InvalidOperationException($"{key} is not set: where does {service} answer?");
        builder.Services.AddTransient<CallDeadline>();
        builder.Services.AddTransient<CallPurpose>();
        builder.Services
            .AddGrpcClient<TClient>(options => options.Address = new Uri(address))
            .ConfigureChannel(channel =>
            {
                channel.MaxReceiveMessageSize = RpcDefaults.LargestMessage;
                channel.ServiceConfig = new ServiceConfig { MethodConfigs = { TryAgain } };
            })
            .AddInterceptor<CallDeadline>()
            .AddInterceptor<CallPurpose>()
            .AddHttpMessageHandler(services =>
            {
                var tokens = services.GetRequiredService<SystemTokens>();
                return new BearerTokens((_, cancellation) => tokens.GetAsync(cancellation), tokens.Drop);
            })
            // Its span tells of a call already; the factory's two logging handlers would only cost time.
            .RemoveAllLoggers();
    }

    /// <summary>Cities, denials and appointments come from Registry.</summary>
    public static void AddRegistryDirectory(this IHostApplicationBuilder builder)
    {
        builder.AddGrpcPeer<DirectoryService.DirectoryServiceClient>("registry");
        builder.AddGrpcPeer<AppointmentService.AppointmentServiceClient>("registry");
        builder.Services.AddSingleton<RegistryDirectory>();
        builder.Services.AddSingleton<FetchDirectory>(services => services.GetRequiredService<RegistryDirectory>().FetchAsync);
        builder.Services.AddSingleton<FindAppointments>(services => services.GetRequiredService<RegistryDirectory>().FindAppointmentsAsync);
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
