using System.Diagnostics;
using System.Globalization;

namespace Workforce.Faults.Systems;

/// <summary>Signals to a process with all processes under it.</summary>
public static class Signals
{
    /// <summary>To this process alone.</summary>
    /// <param name="signal">For example <c>TERM</c>.</param>
    public static Task SendAsync(int id, string signal) => SendAsync([id], signal);

    /// <summary>Stops it where it is; it goes on after <see cref="ThawAsync"/>.</summary>
    public static async Task FreezeAsync(int id)
    {
        // Itself first, so that it makes no more children.
        await SendAsync(id, "STOP");
        await SendAsync(TreeOf(id), "STOP");
    }

    public static Task ThawAsync(int id) => SendAsync(TreeOf(id), "CONT");

    /// <summary>SIGKILL to all of it, as when the machine goes dark.</summary>
    public static async Task KillAsync(int id)
    {
        await SendAsync(id, "STOP");
        await SendAsync(TreeOf(id), "KILL");
    }

    private static async Task SendAsync(IEnumerable<int> ids, string signal)
    {
        var start = new ProcessStartInfo("kill", [$"-{signal}", .. ids.Select(id => id.ToString(CultureInfo.InvariantCulture))])
        {
            RedirectStandardError = true, // that a child has ended meanwhile
        };
        using var kill = Process.Start(start)!;
        await kill.StandardError.ReadToEndAsync();
        await kill.WaitForExitAsync();
    }

    private static IReadOnlyList<int> TreeOf(int id) => [id, .. ChildrenOf(id).SelectMany(TreeOf)];

    private static IEnumerable<int> ChildrenOf(int id)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{id}/task")
                .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return []; // ended meanwhile
        }
    }
}
