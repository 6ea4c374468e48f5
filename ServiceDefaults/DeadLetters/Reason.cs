using System.Text.RegularExpressions;
using Workforce.Messaging.V1;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>
/// Why a message is a dead letter, in words that cannot hold personal data: our own exception for it names ids and fields only; what
/// other exceptions say may quote a value of the message, so of these only the type is given, and the path in the JSON.
/// </summary>
internal static partial class Reason
{
    private static readonly HashSet<string> KnownFields = new(
        typeof(SubscribedByAttribute).Assembly.GetTypes()
            .Where(type => type.Namespace?.EndsWith(".Events", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetProperties())
            .Select(property => property.Name)
            .Append("message"),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The type's name; empty when it is not one.</summary>
    public static string ExceptionType(string? written) => written is not null && TypeName().IsMatch(written) ? written : "";

    public static string Of(DeadLetterCause cause, string exceptionType, string? message) => cause switch
    {
        DeadLetterCause.Skipped => "no consumer of this queue knows the event, or this version of it",
        DeadLetterCause.DeliveryLimit => "it crashed its consumer, or timed out there, too often",
        _ when exceptionType == typeof(MalformedEventException).FullName => message ?? "",
        _ => AtPath(message ?? ""),
    };

    // A path may quote the JSON too: names that no event has are left out.
    private static string AtPath(string message)
    {
        var path = JsonPath().Match(message).Groups[1].Value;
        return path.Length == 0 ? "" : "at " + Step().Replace(path, step => KnownFields.Contains(step.Groups[1].Value) ? step.Value : ".…");
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.+`]{1,200}$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@" Path: (\$(?:\.[A-Za-z]+|\[[0-9]+\])*)(?= \||$)")]
    private static partial Regex JsonPath();

    [GeneratedRegex(@"\.([A-Za-z]+)")]
    private static partial Regex Step();
}
