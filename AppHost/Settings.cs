using Microsoft.Extensions.Configuration;

namespace Workforce.AppHost;

/// <summary>The application host's settings that its builder is created with.</summary>
public static class Settings
{
    /// <summary>
    /// From the environment and the command line. <c>Dashboard</c> is <c>on</c> (the default) or <c>off</c>.
    /// </summary>
    public static DistributedApplicationOptions ReadOptions(string[] args) => new()
    {
        // appsettings.json is in the program's folder, which is not the current one.
        Args = [$"--contentRoot={AppContext.BaseDirectory}", .. args],
        DisableDashboard = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build()["Dashboard"] is "off",
        EnableResourceLogging = true,
    };
}
