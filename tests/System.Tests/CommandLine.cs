using System.Diagnostics;

namespace Workforce.System.Tests;

/// <summary>Runs the command <c>workforce</c> as its users do, against a running system.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(RunningSystem system, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Checkout,
        };
        foreach (var service in (string[])["registry", "contract", "evaluation", "notification"])
            start.Environment[$"WORKFORCE_{service.ToUpperInvariant()}"] = system.AddressOf(service).ToString();

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Longest);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"workforce {string.Join(' ', arguments)} did not end within {Longest}");
        }
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>The folder with the solution.</summary>
    public static string Checkout { get; } = FindCheckout();

    // Under artifacts/ each project has a folder of its own, with the same configuration as this one's.
    private static string Program
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(own.Parent!.Parent!.FullName, "Cli", own.Name, "Cli.dll");
        }
    }

    private static string FindCheckout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aspire.Workforce.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("No Aspire.Workforce.sln above the tests");
        return folder.FullName;
    }
}
