namespace Aspire.Hosting.Running;

/// <summary>The Aspire dashboard, run by the Aspire command line: the program at <c>ASPIRE_CLI_PATH</c>, else <c>aspire</c> on the PATH.</summary>
internal static class DashboardResource
{
    private const string Name = "aspire-dashboard";

    public static void AddTo(DistributedApplicationBuilder builder)
    {
        var address = builder.Configuration["ASPNETCORE_URLS"]
            ?? throw new DistributedApplicationException("The dashboard has no address: set ASPNETCORE_URLS, or disable the dashboard.");
        var dashboard = builder
            .AddExecutable(Name, builder.Configuration["ASPIRE_CLI_PATH"] ?? "aspire", ".", "dashboard", "run", "--non-interactive", "--nologo", "--allow-anonymous")
            .WithArgs("--frontend-url", address)
            .WithEnvironment("ASPIRE_CLI_TELEMETRY_OPTOUT", "true")
            .WithEnvironment("ASPIRE_DASHBOARD_TELEMETRY_OPTOUT", "true")
            .WithEnvironment("ASPIRE_VERSION_CHECK_DISABLED", "true")
            .WithEnvironment("DOTNET_CLI_TELEMETRY_OPTOUT", "true")
            .WithEndpoint("http", endpoint =>
            {
                endpoint.UriScheme = "http";
                endpoint.TargetHost = new Uri(address).Host;
                endpoint.Port = new Uri(address).Port;
            })
            .WithHttpHealthCheck("/", endpointName: "http");
        foreach (var (setting, option) in new[] { ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "--otlp-grpc-url"), ("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "--otlp-http-url") })
            if (builder.Configuration[setting] is { } url)
                dashboard.WithArgs(option, url);

        // It unpacks itself under its home, which is better kept beside it than in the user's.
        if (builder.Configuration["ASPIRE_CLI_HOME"] is { } home)
            dashboard.WithEnvironment("HOME", Directory.CreateDirectory(home).FullName);
    }
}
