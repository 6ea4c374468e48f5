using System.Text.RegularExpressions;
using Workforce.Messaging.V1;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>
/// Why a message is a dead letter, in words that cannot hold personal data: our own exceptions name ids, fields and places only. What any
/// other exception says may quote a value, so of that only the type is given.
/// </summary>
internal static partial class Reason
{
    private const int LongestName = 200;

    private static readonly HashSet<string?> Own =
        [typeof(MalformedEventException).FullName, typeof(UnreadableEventException).FullName, typeof(UnexpectedFailureException).FullName];

    /// <summary>The type's name; empty when it is not one.</summary>
    public static string ExceptionType(string? written) => written is { Length: <= LongestName } && TypeName().IsMatch(written) ? written : "";

    public static string Of(DeadLetterCause cause, string exceptionType, string? message) => cause switch
    {
        DeadLetterCause.Skipped => "no consumer of this queue knows the event, or this version of it",
        DeadLetterCause.DeliveryLimit => "it crashed its consumer, or timed out there, too often",
        _ => Own.Contains(exceptionType) ? Excerpt.OfSentence(message ?? "") : "",
    };

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_+`]*(\.[A-Za-z_][A-Za-z0-9_+`]*)+$")]
    private static partial Regex TypeName();
}
