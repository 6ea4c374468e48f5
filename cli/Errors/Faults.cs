namespace Workforce.Cli.Errors;

/// <summary>Turns an exception into a sentence and an exit code; nothing else does.</summary>
public static class Faults
{
    /// <summary>Writes the sentence to standard error and returns the exit code; never a stack trace.</summary>
    public static int Report(Exception fault)
    {
        var (code, sentence) = fault switch
        {
            OperationCanceledException => (ExitCode.Interrupted, "interrupted; what was already sent stays"),
            BadInputException => (ExitCode.BadInput, fault.Message),
            NotAllowedException => (ExitCode.NotAllowed, fault.Message),
            NotRunningException => (ExitCode.SystemFailed, fault.Message),
            IOException or UnauthorizedAccessException => (ExitCode.BadInput, fault.Message),
            _ => (ExitCode.SystemFailed, $"unexpected {fault.GetType().Name}: {fault.Message}"),
        };
        Console.Error.WriteLine($"error: {OneLine(sentence)}");
        return code;
    }

    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
