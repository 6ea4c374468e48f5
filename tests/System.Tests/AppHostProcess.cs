using System.Diagnostics;
using Workforce.Testing;

namespace Workforce.System.Tests;

/// <summary>AppHost as a process of its own, as <c>./run</c> starts it, where the system cannot come up.</summary>
internal static class AppHostProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Runs it until it ends by itself.</summary>
    /// <param name="programs">A folder whose programs come before those of the machine; null for none.</param>
    /// <param name="arguments">AppHost's settings.</param>
    /// <exception cref="TimeoutException">It did not end; it was killed.</exception>
    public static async Task<(int ExitCode, string Said)> RunToEndAsync(DirectoryInfo? programs, params string[] arguments)
    {
        var state = TestFolder.Create();
        using var process = Process.Start(StartOf(state, programs, arguments))!;
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
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static ProcessStartInfo StartOf(DirectoryInfo state, DirectoryInfo? programs, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [BuiltProgram.Of("AppHost"), $"--State:Folder={state.FullName}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.Combine(CommandLine.Checkout, "AppHost"),
            Environment = { ["ASPIRE_DASHBOARD_PERSISTENCE_MODE"] = "None" },
        };
        if (programs is not null)
            start.Environment["PATH"] = $"{programs.FullName}:{start.Environment["PATH"]}";
        return start;
    }
}
