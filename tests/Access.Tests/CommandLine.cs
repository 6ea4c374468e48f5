using System.Diagnostics;

namespace Workforce.Access.Tests;

/// <summary>The command <c>workforce</c> as a user of a machine starts it, who has a folder for settings and no system in Development.</summary>
internal sealed class CommandLine(string settingsFolder, Uri services)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    // Under artifacts/ each project has a folder of its own, with the same configuration as this one's.
    private static readonly string Program =
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "Cli.dll");

    /// <summary>What else the environment says.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <param name="watch">Gets each line of the output as it comes.</param>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, Func<string, Task>? watch = null)
    {
        using var process = Process.Start(Describe(arguments))!;
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = new List<string>();
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                output.Add(line);
                await (watch?.Invoke(line) ?? Task.CompletedTask);
            }
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, string.Join('\n', output), await errors);
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    private ProcessStartInfo Describe(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Outside of any checkout, so that no system which happens to run there is found.
            WorkingDirectory = settingsFolder,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("WORKFORCE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["XDG_CONFIG_HOME"] = settingsFolder;
        foreach (var service in (string[])["REGISTRY", "CONTRACT", "EVALUATION", "NOTIFICATION"])
            start.Environment[$"WORKFORCE_{service}"] = $"{services}";
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return start;
    }
}
