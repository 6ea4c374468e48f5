using System.Globalization;
using Workforce.Cli.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Workforce.Cli.Cities;

/// <summary>
/// Named fields of a YAML file, read one by one. An error names file, line and field:
/// <c>units.yaml line 12, units[3].head.title: is missing</c>.
/// </summary>
public sealed class YamlSection(string file, string path, YamlMappingNode fields)
{
    /// <summary>Where it begins: <c>story.yaml line 12</c>.</summary>
    public string Where => $"{file} line {fields.Start.Line}";

    /// <summary>Refuses unknown fields, so that a misspelt one is not silently ignored.</summary>
    public YamlSection Allow(params string[] known)
    {
        foreach (var key in fields.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!known.Contains(name))
                throw Fault(key, Path(name), $"is not a field of this file{Nearest.Hint(name, known)}");
        }

        return this;
    }

    /// <summary>Whether it has one of these fields.</summary>
    public bool Has(params string[] any) => any.Any(field => Find(field) is not null);

    public string Text(string field) => OptionalText(field) ?? throw Missing(field);

    /// <summary>Null when the field is absent or empty.</summary>
    public string? OptionalText(string field)
    {
        var node = Find(field);
        if (node is null)
            return null;
        return node is YamlScalarNode scalar
            ? Trimmed(scalar)
            : throw Fault(node, Path(field), "one text is expected");
    }

    public int WholeNumber(string field, int least, int most)
    {
        var text = Text(field);
        return NumberIn(text, least, most) ?? throw Invalid(field, $"'{text}' is not a whole number from {least} to {most}");
    }

    /// <summary>A list of different whole numbers; empty when the field is absent.</summary>
    public IReadOnlyList<int> WholeNumbers(string field, int least, int most)
    {
        var numbers = new List<int>();
        foreach (var (at, (item, text)) in TextItems(field).Index())
        {
            var number = NumberIn(text, least, most) ?? throw Fault(item, $"{Path(field)}[{at + 1}]", $"'{text}' is not a whole number from {least} to {most}");
            if (numbers.Contains(number))
                throw Fault(item, $"{Path(field)}[{at + 1}]", $"'{text}' is named twice");
            numbers.Add(number);
        }
        return numbers;
    }

    /// <summary>A date in the form of the protos, yyyy-MM-dd.</summary>
    public string Day(string field)
    {
        var text = Text(field);
        return IsDay(text) ? text : throw Invalid(field, $"'{text}' is not a date of the form yyyy-MM-dd");
    }

    /// <summary>A list of dates, likewise; empty when the field is absent.</summary>
    public IReadOnlyList<string> Days(string field) =>
        [.. TextItems(field).Select((item, at) => IsDay(item.Text)
            ? item.Text
            : throw Fault(item.Node, $"{Path(field)}[{at + 1}]", $"'{item.Text}' is not a date of the form yyyy-MM-dd"))];

    public string? OptionalDay(string field) => OptionalText(field) is null ? null : Day(field);

    /// <summary>A list of texts; empty when the field is absent.</summary>
    public IReadOnlyList<string> Texts(string field) => [.. TextItems(field).Select(item => item.Text)];

    /// <summary>A known word.</summary>
    public T Word<T>(string field, IReadOnlyDictionary<string, T> known) => Text(field) is var word && known.TryGetValue(word, out var value)
        ? value
        : throw Invalid(field, $"'{word}' is none of {string.Join(", ", known.Keys)}{Nearest.Hint(word, known.Keys)}");

    /// <summary>Whether the field is a list, and not one text.</summary>
    public bool IsList(string field) => Find(field) is YamlSequenceNode;

    /// <summary>Whether the field has fields of its own, and is not one text.</summary>
    public bool IsSection(string field) => Find(field) is YamlMappingNode;

    /// <summary>A list of sections; empty when the field is absent.</summary>
    public IReadOnlyList<YamlSection> Sections(string field) =>
        [.. Items(field).Select((item, at) => item is YamlMappingNode mapping
            ? new YamlSection(file, $"{Path(field)}[{at + 1}]", mapping)
            : throw Fault(item, $"{Path(field)}[{at + 1}]", "fields are expected, of the form name: value"))];

    /// <summary>True or false; null when the field is absent or empty.</summary>
    public bool? Flag(string field) => OptionalText(field) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw Invalid(field, $"'{text}' is neither true nor false"),
    };

    public YamlSection Section(string field) => OptionalSection(field) ?? throw Missing(field);

    /// <summary>Null when the field is absent or empty.</summary>
    public YamlSection? OptionalSection(string field) => Find(field) switch
    {
        null => null,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when Trimmed(scalar) is null => null,
        YamlMappingNode mapping => new YamlSection(file, Path(field), mapping),
        var node => throw Fault(node, Path(field), "fields are expected, of the form name: value"),
    };

    /// <summary>An error about a field's value, for rules that only the caller knows.</summary>
    public BadInputException Invalid(string field, string reason) => Fault(Find(field) ?? fields, Path(field), reason);

    public BadInputException Missing(string field) => Fault(Find(field) ?? fields, Path(field), "is missing");

    private IEnumerable<(YamlNode Node, string Text)> TextItems(string field) =>
        Items(field).Select((item, at) => (item as YamlScalarNode) is { } scalar && Trimmed(scalar) is { } text
            ? (item, text)
            : throw Fault(item, $"{Path(field)}[{at + 1}]", "a text is expected"));

    private static int? NumberIn(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static bool IsDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private IEnumerable<YamlNode> Items(string field) => Find(field) switch
    {
        null => [],
        YamlSequenceNode sequence => sequence.Children,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when Trimmed(scalar) is null => [],
        var node => throw Fault(node, Path(field), "a list is expected"),
    };

    private YamlNode? Find(string field) => fields.Children.TryGetValue(new YamlScalarNode(field), out var node) ? node : null;

    private static string? Trimmed(YamlScalarNode scalar) =>
        scalar.Value?.Trim() is { Length: > 0 } text && !(scalar.Style == ScalarStyle.Plain && text is "~" or "null") ? text : null;

    private string Path(string field) => path.Length == 0 ? field : $"{path}.{field}";

    private BadInputException Fault(YamlNode at, string field, string reason) =>
        new($"{file} line {at.Start.Line}, {field}: {reason}");
}
