using System.ComponentModel.DataAnnotations;

namespace Workforce.Contract.States;

/// <summary>Settings under <c>States</c>.</summary>
public sealed class StateOptions
{
    public const string Section = "States";

    /// <summary>How often each city's states are checked against the register, in seconds of real time.</summary>
    [Range(1, 86_400)]
    public int CheckEverySeconds { get; set; } = 3_600;

    /// <summary>After how many seconds a sum that does not close is checked once more: contracts may be on their way from Registry.</summary>
    [Range(0, 3_600)]
    public int ConfirmAfterSeconds { get; set; } = 60;
}
