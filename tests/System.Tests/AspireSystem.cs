using System.Text.Json;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>
/// The system as those have it who work with Aspire's command line, by <c>aspire.config.json</c> at the root: started by it, with the
/// dashboard, and with Kupang's night played by the resource <c>night</c>.
/// </summary>
public sealed class AspireSystem : IAsyncLifetime
{
    private readonly DirectoryInfo _state = TestFolder.Create();

    /// <summary>With its token, as it is printed.</summary>
    public Uri Dashboard =>
        new(JsonDocument.Parse(File.ReadAllBytes(EndpointsFile)).RootElement.GetProperty("dashboard").GetString()!);

    private string EndpointsFile => Path.Combine(_state.FullName, "endpoints.json");

    public async Task InitializeAsync()
    {
        await AspireCli.RunAsync(
            "start", "--no-build", "--",
            $"--State:Folder={_state.FullName}", "--Servers=programs", "--Clock:StartsAt=2021-01-01T00:00:05+08:00", "--Sweep:Timer=off", "--Dashboard=on");
        await Eventually.HoldsAsync(() => File.Exists(EndpointsFile), "the system is up", TimeSpan.FromMinutes(3));
        await AspireCli.RunAsync("resource", "night", "start");
        await Eventually.HoldsAsync(
            async () => (await AspireCli.RunAsync("logs", "night")).Contains("Nothing lost, nothing doubled", StringComparison.Ordinal),
            "the night was played", TimeSpan.FromMinutes(2));
    }

    public async Task DisposeAsync()
    {
        await AspireCli.RunAsync("stop");
        _state.Delete(recursive: true);
    }
}
