using System.Diagnostics;
using System.Text.Json;
using Workforce.Cli.Errors;

namespace Workforce.Cli.Connections;

/// <summary>
/// Reads what <c>./run</c> writes while a system is up: <c>{"registry":"http://127.0.0.1:5101", …, "pid":4711}</c>.
/// </summary>
public static class EndpointsFile
{
    /// <summary>Below the checkout's root.</summary>
    public static readonly string RelativePath = Path.Combine(".state", "endpoints.json");

    /// <exception cref="BadInputException">The file is invalid.</exception>
    /// <exception cref="NotRunningException">The system that wrote it has ended.</exception>
    public static Endpoints Read(string path)
    {
        using var document = Parse(path);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new BadInputException($"{path}: a JSON object with the services' addresses is expected");
        if (root.TryGetProperty("pid", out var pid) && pid.TryGetInt32(out var id) && !IsAlive(id))
            throw new NotRunningException($"the system that {path} names has ended; start one with ./run");
        return new Endpoints(
            Address(path, root, "registry"),
            Address(path, root, "contract"),
            Address(path, root, "evaluation"),
            Address(path, root, "notification"),
            path,
            root.TryGetProperty("setup_key", out var key) && key.ValueKind == JsonValueKind.String ? key.GetString() : null);
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(path));
        }
        catch (JsonException fault)
        {
            throw new BadInputException($"{path} line {fault.LineNumber + 1}: not valid JSON");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read: {fault.Message}");
        }
    }

    private static Uri Address(string path, JsonElement root, string service) =>
        root.TryGetProperty(service, out var value) && value.ValueKind == JsonValueKind.String
            ? ServiceAddress.Parse(value.GetString()!, $"{path}, {service}")
            : throw new BadInputException($"{path}, {service}: is missing");

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
