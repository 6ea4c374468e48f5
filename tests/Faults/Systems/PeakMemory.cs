using System.Globalization;

namespace Workforce.Faults.Systems;

/// <summary>What Linux says of a process's memory.</summary>
public static class PeakMemory
{
    /// <summary>The most that each service has held since it started, in MB (of 1,000,000 bytes), by name.</summary>
    public static IReadOnlyDictionary<string, int> Of(RunningSystem system) =>
        RunningSystem.Services.ToDictionary(service => service, service => OfProcess(system.ProcessOf(service).Id));

    /// <summary>Has Linux forget what a service has held before.</summary>
    public static void Forget(RunningSystem system, string service) => File.WriteAllText($"/proc/{system.ProcessOf(service).Id}/clear_refs", "5");

    private static int OfProcess(int id)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kibibytes = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        return (int)(kibibytes * 1024 / 1_000_000);
    }
}
