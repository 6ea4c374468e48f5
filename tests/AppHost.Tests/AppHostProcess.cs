using System.Diagnostics;

namespace Workforce.AppHost.Tests;

/// <summary>AppHost as a process of its own, as <c>./run</c> starts it.</summary>
internal static class AppHostProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

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
            Environment = { ["ASPIRE_DASHBOARD_PERSISTENCE_MODE"] = "None" },
        };
        if (programs is not null)
            start.Environment["PATH"] = $"{programs}:{start.Environment["PATH"]}";
        return Process.Start(start)!;
    }

    /// <summary>Runs it until it ends by itself.</summary>
    /// <exception cref="TimeoutException">It did not end; it was killed.</exception>
    public static async Task<(int ExitCode, string Said)> RunToEndAsync(string state, string? programs, params string[] arguments)
    {
        using var process = Start(state, programs, arguments);
        try
        {
            using var limit = new CancellationTokenSource(Longest);
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, string.Concat(said));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            throw new TimeoutException($"AppHost did not end within {Longest.TotalMinutes} minutes");
        }
    }
}
