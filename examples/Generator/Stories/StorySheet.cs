using System.Text;

namespace Workforce.Generator.Stories;

/// <summary>A CSV file of a story: UTF-8 without BOM, commas, one line feed a row.</summary>
/// <param name="Path">Below the story's folder.</param>
public sealed record StorySheet(string Path, string Text)
{
    private static readonly char[] NeedQuotes = [',', '"', '\n'];

    /// <param name="columns">The header.</param>
    /// <param name="rows">Each with a cell for every column.</param>
    public static StorySheet Of(string path, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(columns))
            text.AppendJoin(',', row.Select(Quoted)).Append('\n');
        return new StorySheet(path, text.ToString());
    }

    private static string Quoted(string cell) =>
        cell.IndexOfAny(NeedQuotes) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
