using System.Diagnostics;

namespace Workforce.Cli.Tests;

/// <summary>The command as a shell starts it: a separate process, without a terminal.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public sealed record Result(int ExitCode, string Output, string Errors);

    public static Task<Result> RunAsync(params string[] arguments) => RunWithAsync(new Dictionary<string, string>(), "", arguments);

    /// <param name="environment">Added to this process's own.</param>
    /// <param name="input">Standard input.</param>
    public static async Task<Result> RunWithAsync(IReadOnlyDictionary<string, string> environment, string input, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"workforce {string.Join(' ', arguments)} did not end: {await output}{await errors}");
        }

        return new Result(process.ExitCode, await output, await errors);
    }

    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Outside of any checkout, so that no system which happens to run there is found.
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Program());
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    // In its own output folder, beside the assemblies that it is shipped with; under artifacts/ each project has one.
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "Cli", own.Name, "Cli.dll");
    }
}
