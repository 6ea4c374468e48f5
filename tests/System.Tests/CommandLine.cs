using System.Diagnostics;
using Workforce.Faults.Systems;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>Runs the command <c>workforce</c> as its users do, against a running system.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Against the system in this process.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(RunningSystem system, params string[] arguments) =>
        RunAsync(arguments, environment =>
        {
            foreach (var service in (string[])["registry", "contract", "evaluation", "notification"])
                environment[$"WORKFORCE_{service.ToUpperInvariant()}"] = system.AddressOf(service).ToString();
            environment["WORKFORCE_SETUP_KEY"] = system.SetupKeyFile;
        });

    /// <summary>Against the system in this process.</summary>
    /// <returns>What it wrote, once it has ended with this exit code.</returns>
    public static async Task<string> OutputAsync(RunningSystem system, int expected, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(system, arguments);
        Assert.True(exitCode == expected, $"{string.Join(' ', arguments)}: exit code {exitCode}\n{output}\n{errors}");
        return output;
    }

    /// <summary>Against the system that the arguments name.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => RunAsync(arguments, _ => { });

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] arguments, Action<IDictionary<string, string?>> configure)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = Checkout,
        };
        configure(start.Environment);

        return ProgramRun.RunAsync(start, Longest);
    }

    /// <summary>The folder with the solution.</summary>
    public static string Checkout { get; } = FindCheckout();

    // Under artifacts/ each project has a folder of its own, with the same configuration as this one's.
    private static string Program { get; } =
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "Cli.dll");

    private static string FindCheckout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aspire.Workforce.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("No Aspire.Workforce.sln above the tests");
        return folder.FullName;
    }
}
