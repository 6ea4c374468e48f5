using Microsoft.Extensions.Configuration;

namespace Workforce.AppHost;

/// <summary>What of the application host's settings must be known before its builder is made.</summary>
public static class Settings
{
    /// <summary>
    /// Reads the settings from the environment and the command line.
    /// <c>Dashboard</c> is <c>on</c> (the default) or <c>off</c>.
    /// </summary>
    public static DistributedApplicationOptions ReadOptions(string[] args) => new()
    {
        // appsettings.json lies beside the program, wherever it was started from.
        Args = [$"--contentRoot={AppContext.BaseDirectory}", .. args],
        DisableDashboard = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build()["Dashboard"] is "off",
        EnableResourceLogging = true,
    };
}
