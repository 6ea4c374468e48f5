using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Workforce.AppHost.Tests;

/// <summary>AppHost as a process of its own, as <c>./run</c> starts it.</summary>
internal static class AppHostProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <param name="state">Its state folder.</param>
    /// <param name="programs">A folder whose programs come before those of the machine; null for none.</param>
    /// <param name="arguments">Its settings.</param>
    public static Process Start(string state, string? programs, params string[] arguments)
    {
        // Under artifacts/ each project has a folder of its own, with the same configuration as this one's.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "AppHost", own.Name, "AppHost.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, $"--State:Folder={state}", "--Servers=programs", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
            // Where no identity provider is connected, only Development has tokens.
            Environment = { ["ASPIRE_DASHBOARD_PERSISTENCE_MODE"] = "None", ["DOTNET_ENVIRONMENT"] = "Development" },
        };
        if (programs is not null)
            start.Environment["PATH"] = $"{programs}:{start.Environment["PATH"]}";
        return Process.Start(start)!;
    }

    /// <summary>Runs it until it ends by itself.</summary>
    /// <returns>
    /// With what it wrote to standard error, which is all that <c>./run</c> shows of it: its log, with the words of every resource, goes
    /// to standard output.
    /// </returns>
    /// <exception cref="TimeoutException">It did not end; it was killed.</exception>
    public static async Task<(int ExitCode, string Screen, DateTime EndedAt)> RunToEndAsync(string state, string? programs, params string[] arguments)
    {
        using var process = Start(state, programs, arguments);
        try
        {
            using var limit = new CancellationTokenSource(Longest);
            var log = process.StandardOutput.ReadToEndAsync(limit.Token);
            var screen = await process.StandardError.ReadToEndAsync(limit.Token);
            await log;
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, screen, DateTime.UtcNow);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            throw new TimeoutException($"AppHost did not end within {Longest.TotalMinutes} minutes");
        }
    }

    /// <summary>Waits until the whole system is up: then the state folder has its addresses.</summary>
    /// <exception cref="InvalidOperationException">AppHost ended.</exception>
    public static Task WaitUntilUpAsync(this Process host, string state) => WaitAsync(
        () => host.HasExited
            ? throw new InvalidOperationException($"AppHost ended with exit code {host.ExitCode} before the system was up")
            : ReadHostId(Path.Combine(state, "endpoints.json")) == host.Id,
        "the system is up");

    /// <param name="signal">Its name without SIG. Nothing is sent to a process that has ended: another may have its id by then.</param>
    public static async Task SendAsync(this Process process, string signal)
    {
        if (process.HasExited)
            return;
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <exception cref="TimeoutException">The condition did not hold within three minutes.</exception>
    public static async Task WaitAsync(Func<bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Longest)
                throw new TimeoutException($"Never came true: {what}");
            await Task.Delay(BetweenLooks);
        }
    }

    // A host deletes the file that a killed one left.
    private static int? ReadHostId(string endpointsFile)
    {
        try
        {
            using var addresses = JsonDocument.Parse(File.ReadAllBytes(endpointsFile));
            return addresses.RootElement.GetProperty("pid").GetInt32();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
