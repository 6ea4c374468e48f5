using Workforce.Notification.Peers;
using Workforce.Notification.Storage;
using Workforce.Notification.Templates;

namespace Workforce.Notification;

/// <summary>What Notification is made of, besides its consumers and endpoints.</summary>
public static class NotificationParts
{
    public static IServiceCollection AddNotification(this IServiceCollection services) => services
        .AddSingleton(TemplateLibrary.Load(Path.Combine(AppContext.BaseDirectory, "Templates")))
        .AddSingleton<CycleTable>()
        .AddSingleton<NoticeListing>()
        .AddSingleton<LetterTable>()
        .AddSingleton<NotificationMetrics>()
        .AddSingleton<FrozenCycles>()
        .AddScoped<WorkerNames>();
}
