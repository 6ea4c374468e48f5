using Microsoft.Extensions.Configuration;
using Workforce.AppHost.Lifecycle;

namespace Workforce.AppHost.Services;

internal static class AccessExtensions
{
    /// <summary>
    /// Whose tokens a service accepts: what AppHost's own settings say below <c>Access</c> (<c>Access:Authority</c> …), and in Development the
    /// set-up key of the state folder.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithAccess(this IResourceBuilder<ProjectResource> service, IDistributedApplicationBuilder builder)
    {
        foreach (var (key, value) in builder.Configuration.GetSection("Access").AsEnumerable())
            if (value is not null)
                service.WithEnvironment(key.Replace(":", "__", StringComparison.Ordinal), value);
        if (builder.SetupKeyPath() is { } setupKey)
            service.WithEnvironment("Access__SetupKey", setupKey);
        return service;
    }
}
