using System.Text.Json;
using Workforce.Contract.Events;

namespace Workforce.Contract.Decisions;

/// <summary>The words of grounds.</summary>
internal static class GroundWords
{
    /// <summary>All, for a sentence.</summary>
    public static readonly string All = string.Join(", ", Enum.GetValues<NonRenewalGround>().Select(Word));

    /// <summary>As files, answers and metrics have it, for example <c>performance</c>.</summary>
    public static string Word(NonRenewalGround ground) => JsonNamingPolicy.SnakeCaseLower.ConvertName(ground.ToString());
}
