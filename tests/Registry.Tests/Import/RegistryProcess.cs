using System.Diagnostics;
using Grpc.Net.Client;
using Workforce.Registry.V1;
using Workforce.Testing;

namespace Workforce.Registry.Tests.Import;

/// <summary>Registry as a process of its own beside the one under test, on the same database and queues: it can be killed.</summary>
internal sealed class RegistryProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly GrpcChannel _channel;

    private RegistryProcess(Process process, Uri address) => (_process, _channel) = (process, TestTokens.Open(address));

    public RegisterService.RegisterServiceClient Register => new(_channel);

    public CityService.CityServiceClient Cities => new(_channel);

    /// <summary>In bytes, since it was started.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public static async Task<RegistryProcess> StartAsync(TestService registry, string rabbitMq, string redis)
    {
        var (grpc, health) = (FreePort.Next(), FreePort.Next());
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Registry.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__registry-db"] = registry.ConnectionString,
                ["ConnectionStrings__messaging"] = rabbitMq,
                ["ConnectionStrings__cache"] = redis,
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["Access__SetupKey"] = TestTokens.KeyFile,
                ["Clock__StartsAt"] = "2021-01-01T00:00:05+08:00",
                ["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{grpc}",
                ["Kestrel__Endpoints__grpc__Protocols"] = "Http2",
                ["Kestrel__Endpoints__health__Url"] = $"http://127.0.0.1:{health}",
            },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{health}") };
        await Eventually.HoldsAsync(() => IsAliveAsync(http), "Registry's process answers");
        return new RegistryProcess(process, new Uri($"http://127.0.0.1:{grpc}"));
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        _channel.Dispose();
    }

    private static async Task<bool> IsAliveAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/health", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
