using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// What is wrong with the JSON of a message: where, and what kind of fault. What a parser says besides quotes the JSON, the name of an
/// unknown property included.
/// </summary>
internal static partial class JsonFault
{
    private const string Unnamed = ".…";

    private static readonly HashSet<string> KnownNames = new(
        typeof(SubscribedByAttribute).Assembly.GetTypes()
            .Where(type => type.Namespace?.EndsWith(".Events", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetProperties())
            .Select(property => property.Name),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Of a text that is no JSON: the place at which it ceases to be.</summary>
    public static string OfText(Exception fault) => fault is JsonException { LineNumber: { } line, BytePositionInLine: { } position }
        ? string.Create(CultureInfo.InvariantCulture, $"is not JSON from line {line + 1}, byte {position + 1}")
        : "is not JSON";

    /// <summary>Of JSON that is not the event: the path to the value, as far as events have its names.</summary>
    public static string OfValue(Exception fault)
    {
        var kind = fault.GetBaseException() is FormatException ? "has a wrong form" : "has a wrong type";
        return fault is JsonException { Path: { } path } ? $"at {Known(path)}, which {kind}" : $"a value {kind}";
    }

    private static string Known(string path)
    {
        var known = new StringBuilder("$");
        foreach (Match step in Steps().Matches(path))
        {
            if (step.Groups["index"].Success)
                known.Append(step.Value);
            else
                known.Append(KnownNames.Contains(step.Groups["name"].Value) ? step.Value : Unnamed);
        }
        return known.ToString();
    }

    [GeneratedRegex(@"\['(?<other>[^']*)'\]|\[(?<index>[0-9]{1,6})\]|\.(?<name>[^.\[]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Steps();
}
