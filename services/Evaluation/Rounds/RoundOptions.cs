using System.ComponentModel.DataAnnotations;

namespace Workforce.Evaluation.Rounds;

/// <summary>Settings under <c>Rounds</c>.</summary>
public sealed class RoundOptions
{
    public const string Section = "Rounds";

    /// <summary>How often required rounds that are not open are looked for, in seconds of real time.</summary>
    [Range(1, 3600)]
    public int CheckEverySeconds { get; set; } = 60;
}
