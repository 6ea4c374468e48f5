using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>
/// A running program with all that it starts. It leads a session of its own (<c>setsid</c>): a Ctrl-C at the terminal
/// reaches only the application host, which stops its resources in order, and what the program leaves behind can be found and killed.
/// </summary>
internal sealed partial class ProcessGroup
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(40);

    private readonly Process _process;

    private ProcessGroup(Process process) => _process = process;

    public int Id => _process.Id;

    public static ProcessGroup Start(LaunchPlan launch, ILogger output)
    {
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = launch.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(launch.Command);
        foreach (var argument in launch.Arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in launch.Environment)
            start.Environment[name] = value;

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => ForwardLine(output, LogLevel.Information, line.Data);
        process.ErrorDataReceived += (_, line) => ForwardLine(output, LogLevel.Error, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process);
    }

    /// <summary>Waits for the program itself, then kills what it left of its group. The exit code, 128 + N where signal N ended it.</summary>
    public async Task<int> WaitForEndAsync()
    {
        // Not WaitForExitAsync, which also waits for the pipes: a forgotten child would hold them open.
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.Exited += (_, _) => exited.TrySetResult();
        _process.EnableRaisingEvents = true;
        await exited.Task;
        _ = Signal(-Id, Kill);
        return _process.ExitCode;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _ = Signal(Id, Terminate);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(StopTime);
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _ = Signal(-Id, Kill);
        }
    }

    private static void ForwardLine(ILogger output, LogLevel level, string? line)
    {
        if (line is not null)
            LogLine(output, level, line);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    [LoggerMessage("{Line}")]
    private static partial void LogLine(ILogger output, LogLevel level, string line);
}
