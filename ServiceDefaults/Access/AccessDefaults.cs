using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane.StackExchangeRedis;
using ZiggyCreatures.Caching.Fusion.Serialization.SystemTextJson;

namespace Workforce.ServiceDefaults.Access;

internal static class AccessDefaults
{
    private static readonly TimeSpan CachedFor = TimeSpan.FromMinutes(5);

    // Calls wait for it: for its keys, and for this service's own token.
    private static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(5);

    // Redis is an option: a call waits no longer for it.
    private static readonly TimeSpan RedisTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Tokens, rules and the access log. The service says besides where cities, denials and appointments come from
    /// (<see cref="FetchDirectory"/>, <see cref="FindAppointments"/>).
    /// </summary>
    /// <exception cref="InvalidOperationException">No tokens are accepted, or those of a set-up key outside of Development.</exception>
    public static void AddAccess(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        var access = builder.Configuration.GetSection(AccessOptions.Section).Get<AccessOptions>() ?? new AccessOptions();
        services.AddTokenSchemes(access, builder.Environment);
        services.AddHttpContextAccessor();
        services.AddHttpClient(SystemTokens.HttpClient, client => client.Timeout = ProviderTimeout);
        services.AddSingleton<SystemTokens>();

        services.AddSingleton<DirectoryWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DirectoryWatch>());
        services.AddSingleton(provider => new CityDays(provider.GetRequiredService<DirectoryWatch>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Appointments>();
        services.AddSingleton<TokenReader>();
        services.AddSingleton<CallerReader>();
        // At Information it logs each lookup.
        builder.Logging.AddFilter("ZiggyCreatures", LogLevel.Warning);
        services.AddAppointmentCache(builder.Configuration.GetConnectionString("cache"));

        services.AddSingleton<RuleCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<RuleCheck>());
        services.AddSingleton<AccessLogStore>();
        services.AddSingleton<AccessLog>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessLog>());
        services.AddSingleton<AccessInterceptor>();
        // After the error policy, which tells a caller what these throw.
        services.Configure<GrpcServiceOptions>(options => options.Interceptors.Add<AccessInterceptor>());
    }

    public static void MapAccess(this WebApplication app)
    {
        app.MapGrpcService<AccessLogEndpoint>();
        app.Services.GetRequiredService<RuleCheck>().Routes = app;
    }

    private static void AddAppointmentCache(this IServiceCollection services, string? redis)
    {
        var cache = services.AddFusionCache().WithDefaultEntryOptions(new FusionCacheEntryOptions
        {
            Duration = CachedFor,
            DistributedCacheSoftTimeout = RedisTimeout,
            DistributedCacheHardTimeout = RedisTimeout,
            // What is no longer so must not be served while Registry is away.
            IsFailSafeEnabled = false,
        });
        if (string.IsNullOrEmpty(redis))
            return;

        var connecting = new Lazy<Task<IConnectionMultiplexer>>(() => ConnectAsync(redis));
        cache
            .WithSerializer(new FusionCacheSystemTextJsonSerializer())
            .WithDistributedCache(new RedisCache(new RedisCacheOptions { ConnectionMultiplexerFactory = () => connecting.Value }))
            .WithBackplane(new RedisBackplane(new RedisBackplaneOptions { ConnectionMultiplexerFactory = () => connecting.Value }));
    }

    private static async Task<IConnectionMultiplexer> ConnectAsync(string redis)
    {
        var options = ConfigurationOptions.Parse(redis);
        options.AbortOnConnectFail = false;
        return await ConnectionMultiplexer.ConnectAsync(options);
    }
}
