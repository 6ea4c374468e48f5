using Microsoft.Extensions.Configuration;

namespace Workforce.AppHost;

/// <summary>What of the application host's settings must be known before its builder is made.</summary>
public static class Settings
{
    /// <summary>
    /// Reads the settings from the environment and the command line.
    /// <c>Dashboard</c> is <c>on</c> (the default) or <c>off</c>.
    /// </summary>
    public static DistributedApplicationOptions ReadOptions(string[] args)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var dashboard = settings["Dashboard"] is not "off";
        return new()
        {
            Args = dashboard ? [.. DashboardSettings.Defaults(settings), .. args] : args,
            DisableDashboard = !dashboard,
            EnableResourceLogging = true,
        };
    }
}
