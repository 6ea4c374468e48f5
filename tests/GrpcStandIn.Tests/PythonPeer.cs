using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Workforce.LabV1;

namespace Workforce.GrpcStandIn.Tests;

/// <summary>gRPC's own C core, through Debian's python3-grpcio: it knows nothing of what is tested here.</summary>
internal sealed class PythonPeer : IAsyncDisposable
{
    // Debian's own interpreter: the package is not seen by any other on the PATH.
    private const string Python = "/usr/bin/python3";

    private readonly Process _process;
    private readonly string _descriptor;

    private PythonPeer(string script, params string[] arguments)
    {
        _descriptor = Path.GetTempFileName();
        using (var file = File.Create(_descriptor))
            LabReflection.Descriptor.SerializedData.WriteTo(file);

        _process = Process.Start(new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Peers", script), _descriptor, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1" },
        })!;
    }

    public string? Address { get; private set; }

    /// <summary>Has the peer call a server; returns what it saw.</summary>
    public static async Task<JsonElement> CallAsync(LabServer server, string scenario)
    {
        await RequireGrpcAsync();
        await using var peer = new PythonPeer("lab_client.py", new Uri(server.Address).Authority, scenario);
        var error = peer._process.StandardError.ReadToEndAsync();
        var output = await peer._process.StandardOutput.ReadToEndAsync();
        await peer._process.WaitForExitAsync();
        return peer._process.ExitCode == 0
            ? JsonDocument.Parse(output).RootElement
            : throw new InvalidOperationException($"The Python client failed: {await error}");
    }

    /// <summary>Has the peer serve.</summary>
    public static async Task<PythonPeer> ServeAsync()
    {
        await RequireGrpcAsync();
        var peer = new PythonPeer("lab_server.py");
        var line = await peer._process.StandardOutput.ReadLineAsync();
        if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            throw new InvalidOperationException($"The Python server did not start: {await peer._process.StandardError.ReadToEndAsync()}");

        peer.Address = $"http://127.0.0.1:{port}";
        // A full pipe would stop the peer.
        _ = peer._process.StandardError.ReadToEndAsync();
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
        File.Delete(_descriptor);
    }

    private static async Task RequireGrpcAsync()
    {
        var check = File.Exists(Python) ? Process.Start(Python, ["-c", "import grpc, google.protobuf"]) : null;
        if (check is not null)
            await check.WaitForExitAsync();

        if (check is not { ExitCode: 0 })
            throw new InvalidOperationException("Debian's python3-grpcio is missing, the independent peer of these tests: apt-get install python3-grpcio python3-protobuf");
    }
}
