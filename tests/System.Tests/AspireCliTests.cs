using System.Text.Json;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>The system for those who work with Aspire's command line, by <c>aspire.config.json</c> at the root.</summary>
public sealed class AspireCliTests : IAsyncLifetime
{
    private readonly DirectoryInfo _state = TestFolder.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _state.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Commands_OfARunningSystem_DoWhatTheyDoElsewhere()
    {
        await AspireCli.RunAsync(
            "start", "--no-build", "--",
            $"--State:Folder={_state.FullName}", "--Servers=programs", "--Clock:StartsAt=2021-01-01T00:00:05+08:00", "--Sweep:Timer=off", "--Dashboard=on");
        try
        {
            await Eventually.HoldsAsync(() => File.Exists(Path.Combine(_state.FullName, "endpoints.json")), "the system is up", TimeSpan.FromMinutes(3));

            var running = Assert.Single(JsonDocument.Parse(await AspireCli.RunAsync("ps", "--format", "Json")).RootElement.EnumerateArray());
            Assert.EndsWith("AppHost.csproj", running.GetProperty("appHostPath").GetString(), StringComparison.Ordinal);

            var described = await AspireCli.RunAsync("describe", "--format", "Json");
            Assert.All(["registry", "contract", "evaluation", "notification", "night", "contract-db"], name => Assert.Contains($"\"{name}\"", described, StringComparison.Ordinal));

            await AspireCli.RunAsync("resource", "night", "start");
            await Eventually.HoldsAsync(
                async () => (await AspireCli.RunAsync("logs", "night")).Contains("Nothing lost, nothing doubled", StringComparison.Ordinal),
                "the night was played", TimeSpan.FromMinutes(2));

            Assert.Contains("Nothing more was due", await AspireCli.RunAsync("resource", "contract", "sweep", "--city", "kupang", "--as-of", "2021-01-01"), StringComparison.Ordinal);
            Assert.Contains("Nothing is parked", await AspireCli.RunAsync("resource", "evaluation", "parked-list"), StringComparison.Ordinal);
            Assert.Contains("Swept kupang as of 2021-01-01: 2180 contracts", await AspireCli.RunAsync("logs", "contract"), StringComparison.Ordinal);
        }
        finally
        {
            await AspireCli.RunAsync("stop");
        }
    }
}
