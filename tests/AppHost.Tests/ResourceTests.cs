using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Workforce.AppHost.Tests;

/// <summary>What the page, the local servers and the system's tests count on in Aspire.Hosting, published or not.</summary>
public sealed class ResourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WaitFor_DependencyNotHealthy_StartsOnlyOnceItIs()
    {
        var healthy = false;
        var builder = ApplicationExtensions.CreateBuilder();
        builder.Services.AddHealthChecks().AddCheck("when told", () => Volatile.Read(ref healthy) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        var first = builder.AddExecutable("first", "sleep", _folder.Path, "100").WithHealthCheck("when told");
        builder.AddExecutable("second", "sleep", _folder.Path, "100").WaitFor(first);
        await using var application = builder.Build();
        await application.StartAsync();

        await application.WaitForStateAsync("first", KnownResourceStates.Running);
        await application.WaitForStateAsync("second", KnownResourceStates.Waiting);
        await Task.Delay(500);
        Assert.True(application.ResourceNotifications.TryGetCurrentState("second", out var second));
        Assert.Equal(KnownResourceStates.Waiting, second!.Snapshot.State!.Text);

        Volatile.Write(ref healthy, true);
        await application.WaitForStateAsync("second", KnownResourceStates.Running);
    }

    [Fact]
    public async Task WaitFor_DependencyEnds_FailsToStart()
    {
        var builder = ApplicationExtensions.CreateBuilder();
        builder.Services.AddHealthChecks().AddCheck("never", () => HealthCheckResult.Unhealthy());
        var first = builder.AddExecutable("first", "bash", _folder.Path, "-c", "exit 3").WithHealthCheck("never");
        builder.AddExecutable("second", "sleep", _folder.Path, "100").WaitFor(first);
        await using var application = builder.Build();
        await application.StartAsync();

        Assert.Equal(3, (await application.WaitForStateAsync("first", KnownResourceStates.TerminalStates)).ExitCode);
        await application.WaitForStateAsync("second", KnownResourceStates.FailedToStart);
    }

    [Fact]
    public async Task WaitFor_ReadyHandlerFails_FailsToStart()
    {
        var builder = ApplicationExtensions.CreateBuilder();
        var first = builder.AddExecutable("first", "sleep", _folder.Path, "100").OnResourceReady((_, _, _) => throw new InvalidDataException("no database"));
        var value = builder.AddConnectionString("value", ReferenceExpression.Create($"of first")).WaitFor(first);
        builder.AddExecutable("second", "sleep", _folder.Path, "100").WaitFor(value);
        await using var application = builder.Build();
        await application.StartAsync();

        await application.WaitForStateAsync("second", KnownResourceStates.FailedToStart);
    }

    [Fact]
    public async Task WaitForCompletion_StepDone_StartsAfterwards()
    {
        var builder = ApplicationExtensions.CreateBuilder();
        var step = builder.AddExecutable("step", "bash", _folder.Path, "-c", "sleep 0.3; touch done");
        builder.AddExecutable("after", "bash", _folder.Path, "-c", "test -e done && exec sleep 100").WaitForCompletion(step);
        await using var application = builder.Build();
        await application.StartAsync();

        await application.WaitUntilHealthyAsync("after");
    }

    [Fact]
    public async Task Environment_ValuesOfOthers_AreResolvedAtTheStart()
    {
        var builder = ApplicationExtensions.CreateBuilder();
        var server = builder.AddExecutable("server", "sleep", _folder.Path, "100").WithHttpEndpoint(port: 25_999, name: "web", isProxied: false);
        var password = builder.AddParameter("password", () => "s3cret", secret: true);
        var address = builder.AddConnectionString("address", ReferenceExpression.Create($"port={server.GetEndpoint("web").Property(EndpointProperty.Port)};password={password}"));
        builder.AddExecutable("reader", "bash", _folder.Path, "-c", "echo \"$ConnectionStrings__address|$URL|$PLAIN\" > seen && exec sleep 100")
            .WithReference(address).WaitFor(address)
            .WithEnvironment("URL", server.GetEndpoint("web"))
            .WithEnvironment("PLAIN", "plain");
        await using var application = builder.Build();
        await application.StartAsync();
        await application.WaitUntilHealthyAsync("reader");

        Assert.Equal("port=25999;password=s3cret|http://localhost:25999|plain", await ReadAsync("seen"));
        Assert.Equal("port=25999;password=s3cret", await application.GetConnectionStringAsync("address"));
    }

    [Fact]
    public async Task Stop_Dependents_EndFirst()
    {
        const string Script = "trap 'sleep 0.2; echo $0 >> order; exit' TERM; while :; do sleep 0.05; done";
        var builder = ApplicationExtensions.CreateBuilder();
        var first = builder.AddExecutable("first", "bash", _folder.Path, "-c", Script, "first");
        var second = builder.AddExecutable("second", "bash", _folder.Path, "-c", Script, "second").WaitFor(first);
        builder.AddExecutable("third", "bash", _folder.Path, "-c", Script, "third").WaitFor(second);
        await using var application = builder.Build();
        await application.StartAsync();
        await application.WaitUntilHealthyAsync("third");
        await Task.Delay(200);

        await application.StopAsync();

        Assert.Equal("third\nsecond\nfirst", await ReadAsync("order"));
    }

    [Fact]
    public async Task Stop_ProgramWithChildren_LeavesNone()
    {
        var builder = ApplicationExtensions.CreateBuilder();
        builder.AddExecutable("parent", "bash", _folder.Path, "-c", "sleep 100 & sleep 100 & wait").WithEnvironment("FOLDER", _folder.Path);
        await using var application = builder.Build();
        await application.StartAsync();
        await application.WaitUntilHealthyAsync("parent");

        await application.StopAsync();

        Assert.Empty(_folder.FindProcesses());
    }

    [Fact]
    public async Task Stop_OutputForwarded_IsNotWaitedFor()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true, EnableResourceLogging = true });
        builder.AddExecutable("talker", "bash", _folder.Path, "-c", "while echo words; do sleep 0.1; done");
        await using var application = builder.Build();
        await application.StartAsync();
        await application.WaitUntilHealthyAsync("talker");

        await application.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Restart_RunningProgram_IsAnotherProcess()
    {
        var builder = ApplicationExtensions.CreateBuilder();
        builder.AddExecutable("sleeper", "sleep", _folder.Path, "100");
        await using var application = builder.Build();
        await application.StartAsync();
        var before = await application.WaitForStateAsync("sleeper", KnownResourceStates.Running);

        var restarted = await application.ResourceCommands.ExecuteCommandAsync("sleeper", KnownResourceCommands.RestartCommand);

        Assert.True(restarted.Success, restarted.Message);
        await application.WaitUntilHealthyAsync("sleeper");
        var after = await application.WaitForStateAsync("sleeper", KnownResourceStates.Running);
        Assert.NotEqual(before.GetProcessId(), after.GetProcessId());
    }

    [Fact]
    public async Task Project_KestrelEndpoints_ListenWhereTheHostSays()
    {
        var builder = ApplicationExtensions.CreateBuilder();
        var folder = FindProbe();
        var probe = builder.AddService("probe", Path.Combine(folder, "AppHost.Probe.csproj")).WithEnvironment("Sweep__Timer", "off");
        builder.AddExecutable("caller", "bash", _folder.Path, "-c", "echo $services__probe__grpc__0 > seen; exec sleep 100").WithReference(probe).WaitFor(probe);
        await using var application = builder.Build();
        await application.StartAsync();
        await application.WaitUntilHealthyAsync("probe", "caller");

        using var client = application.CreateHttpClient("probe", "health");
        Assert.NotEqual(5999, client.BaseAddress!.Port);
        Assert.Equal("off", await client.GetStringAsync("/setting?key=Sweep:Timer"));
        Assert.Equal(folder, await client.GetStringAsync("/folder"));
        Assert.Equal(application.GetEndpoint("probe", "grpc"), new Uri(await ReadAsync("seen")));
    }

    private static string FindProbe()
    {
        var parent = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(parent, "tests", "AppHost.Probe")))
            parent = Path.GetDirectoryName(parent) ?? throw new InvalidOperationException("These tests do not run below the checkout.");
        return Path.Combine(parent, "tests", "AppHost.Probe");
    }

    private async Task<string> ReadAsync(string file)
    {
        var path = Path.Combine(_folder.Path, file);
        for (var attempt = 0; !File.Exists(path) && attempt < 100; attempt++)
            await Task.Delay(50);
        return (await File.ReadAllTextAsync(path)).Trim();
    }
}
