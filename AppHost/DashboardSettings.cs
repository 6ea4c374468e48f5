using Microsoft.Extensions.Configuration;

namespace Workforce.AppHost;

/// <summary>Where the Aspire dashboard listens: on free ports of loopback, without a login, and calling nobody.</summary>
internal static class DashboardSettings
{
    /// <summary>The setting that has the dashboard's address.</summary>
    public const string Address = "ASPNETCORE_URLS";

    /// <summary>Command-line arguments for every setting of the dashboard that is not given.</summary>
    public static IEnumerable<string> Defaults(IConfiguration given)
    {
        var ports = FreePorts.OfDashboard.Pick().GetEnumerator();
        (string Name, Func<string> Value)[] settings =
        [
            (Address, NextAddress),
            ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", NextAddress),
            ("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", NextAddress),
            ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", NextAddress),
            ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", () => "true"),
            ("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", () => "true"),
            ("ASPIRE_DASHBOARD_TELEMETRY_OPTOUT", () => "true"),
            ("ASPIRE_VERSION_CHECK_DISABLED", () => "true"),
        ];
        return [.. settings.Where(setting => given[setting.Name] is null).Select(setting => $"--{setting.Name}={setting.Value()}")];

        string NextAddress()
        {
            ports.MoveNext();
            return $"http://127.0.0.1:{ports.Current}";
        }
    }
}
