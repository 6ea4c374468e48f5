using System.Diagnostics;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>Aspire's own command line, a .NET tool of the version that <c>.config/dotnet-tools.json</c> pins.</summary>
internal static class AspireCli
{
    // Running AppHosts are known to it by sockets below the home of their user: those of other tests are none of its own.
    public static readonly DirectoryInfo Home = TestFolder.Create();

    private static readonly string UserHome = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
    private static readonly Lazy<Task> Restored = new(() => RunToEndAsync(Start("tool", "restore")));

    /// <summary>Runs a command in the checkout to its end, which must be a success.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        await Restored.Value;
        return await RunToEndAsync(Start(["tool", "run", "aspire", "--", .. arguments, "--non-interactive", "--nologo"]));
    }

    private static ProcessStartInfo Start(params string[] arguments) => new("dotnet", arguments)
    {
        WorkingDirectory = CommandLine.Checkout,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true",
            ["HOME"] = Home.FullName,
            ["DOTNET_CLI_HOME"] = UserHome,
            ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(UserHome, ".nuget", "packages"),
            ["NO_COLOR"] = "1",
            // As these tests were built; the command line knows no option for it.
            ["Configuration"] = new DirectoryInfo(AppContext.BaseDirectory).Name,
        },
    };

    private static async Task<string> RunToEndAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', start.ArgumentList)}: {output}{await errors}");
        return output;
    }
}
