using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Workforce.ServiceDefaults.Time;

namespace Workforce.ServiceDefaults.Clock;

internal static class ClockDefaults
{
    /// <summary>Real time, or a story's clock where it is. Needs the service's database.</summary>
    /// <exception cref="InvalidOperationException"><c>Clock:StartsAt</c> is not a moment with its offset from UTC.</exception>
    public static void AddClock(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(StoryClock.From(builder.Configuration));
        builder.Services.AddSingleton<ClockStore>();
        builder.Services.AddSingleton<ClockWatch>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ClockWatch>());
        builder.Services.AddSingleton<MoveClock>();
    }

    public static void MapClock(this WebApplication app) => app.MapGrpcService<ClockEndpoint>();
}
