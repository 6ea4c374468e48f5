namespace Workforce.Registry.Cache;

internal static class CacheDefaults
{
    /// <summary>The cache of batch reads in the Redis that <c>ConnectionStrings:cache</c> names.</summary>
    public static IServiceCollection AddReplyCache(this IServiceCollection services) => services
        .AddSingleton<RedisLink>()
        .AddHostedService(provider => provider.GetRequiredService<RedisLink>())
        .AddSingleton<ReplyCache>();
}
