namespace Workforce.Cli;

/// <summary>Exit codes; README and docs/operators.md list the same numbers.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>The system is not running, or failed.</summary>
    public const int SystemFailed = 1;

    /// <summary>The arguments or a file cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>The listings do not agree with the register: an entry is lost or doubled.</summary>
    public const int Disagreement = 3;

    /// <summary>Who calls is not known, or may not do it.</summary>
    public const int NotAllowed = 4;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
