using Workforce.AppHost.Services;

namespace Workforce.AppHost.Tests;

public sealed class ServiceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddService_KestrelEndpoints_ListenWhereTheHostSays()
    {
        var builder = ApplicationExtensions.CreateBuilder();
        var probe = builder.AddService<Probe>("probe", "Bug").WithEnvironment("Sweep__Timer", "off");
        builder.AddExecutable("caller", "bash", _folder.Path, "-c", "echo $services__probe__grpc__0 > seen; exec sleep 100").WithReference(probe).WaitFor(probe);
        await using var application = builder.Build();
        await application.StartAsync();
        await application.WaitUntilHealthyAsync("probe", "caller");

        using var client = application.CreateHttpClient("probe", "health");
        Assert.NotEqual(5999, client.BaseAddress!.Port);
        Assert.Equal("off", await client.GetStringAsync("/setting?key=Sweep:Timer"));
        Assert.Equal(builder.Environment.EnvironmentName, await client.GetStringAsync("/setting?key=ENVIRONMENT"));
        Assert.Equal(application.GetEndpoint("probe", "grpc"), new Uri(await ReadAsync("seen")));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("http://127.0.0.1:9", "http://127.0.0.1:9")]
    public async Task AddService_WithoutADashboard_SendsTelemetryToTheCollectorThatIsSetOrNowhere(string collector, string expected)
    {
        var builder = ApplicationExtensions.CreateBuilder();
        (builder.Configuration["Dashboard"], builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) = ("off", collector);
        builder.AddService<Probe>("probe", "Bug");
        await using var application = builder.Build();
        await application.StartAsync();
        await application.WaitUntilHealthyAsync("probe");

        using var client = application.CreateHttpClient("probe", "health");
        Assert.Equal(expected, await client.GetStringAsync("/setting?key=OTEL_EXPORTER_OTLP_ENDPOINT"));
    }

    private async Task<string> ReadAsync(string file)
    {
        var path = Path.Combine(_folder.Path, file);
        for (var attempt = 0; !File.Exists(path) && attempt < 100; attempt++)
            await Task.Delay(50);
        return (await File.ReadAllTextAsync(path)).Trim();
    }

    /// <summary>As the Aspire SDK makes it for a project that AppHost refers to.</summary>
    private sealed class Probe : IProjectMetadata
    {
        public string ProjectPath { get; } = Find();

        public bool SuppressBuild => true;

        private static string Find()
        {
            var parent = AppContext.BaseDirectory;
            while (!Directory.Exists(Path.Combine(parent, "tests", "AppHost.Probe")))
                parent = Path.GetDirectoryName(parent) ?? throw new InvalidOperationException("These tests do not run below the checkout.");
            return Path.Combine(parent, "tests", "AppHost.Probe", "AppHost.Probe.csproj");
        }
    }
}
