using System.Globalization;

namespace Workforce.Faults.Systems;

/// <summary>Processor seconds, user and system, of each service and server with all processes under it, as Linux counts them.</summary>
public static class CpuTime
{
    private const double TicksPerSecond = 100;

    private static readonly string[] Measured = [.. RunningSystem.Services, "postgres", "rabbitmq", "redis"];

    public static IReadOnlyDictionary<string, double> Of(RunningSystem system)
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Select(Read).OfType<Usage>()
            .ToList();
        var children = processes.ToLookup(process => process.Parent);
        var byId = processes.ToDictionary(process => process.Id);
        return Measured.ToDictionary(name => name, name => Sum(byId[system.ProcessOf(name).Id], children));
    }

    public static IReadOnlyDictionary<string, double> Between(
        IReadOnlyDictionary<string, double> earlier, IReadOnlyDictionary<string, double> later) =>
        later.ToDictionary(pair => pair.Key, pair => pair.Value - earlier[pair.Key]);

    private static double Sum(Usage process, ILookup<int, Usage> children) =>
        process.Seconds + children[process.Id].Sum(child => Sum(child, children));

    // Fields after the command's name, which is in parentheses and may hold anything: parent at 1, own times at 11 and 12, those
    // of children that have ended at 13 and 14.
    private static Usage? Read(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            return new(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), ticks / TicksPerSecond);
        }
        catch (IOException)
        {
            return null; // ended meanwhile
        }
    }

    private sealed record Usage(int Id, int Parent, double Seconds);
}
