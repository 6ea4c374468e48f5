using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Workforce.Bench.Commands;

/// <summary>A bench's figures: a table for people, and JSON with the same names for programs.</summary>
internal static class Report
{
    public static readonly Option<string?> Json = new("--json") { Description = "Writes the figures to this file", HelpName = "FILE" };

    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <returns>The exit code, 0.</returns>
    public static async Task<int> ShowAsync<T>(T figures, string? file)
    {
        var json = JsonSerializer.SerializeToNode(figures, Options)!.AsObject();
        var table = new Table().AddColumn("figure").AddColumn(new TableColumn("value").RightAligned());
        foreach (var (name, value) in json)
            AddRows(table, name, value);
        AnsiConsole.Write(table);
        if (file is not null)
            await File.WriteAllTextAsync(file, json.ToJsonString(Options));
        return 0;
    }

    private static void AddRows(Table table, string name, JsonNode? value)
    {
        if (value is JsonObject several)
            foreach (var (part, one) in several)
                AddRows(table, $"{name}.{part}", one);
        else
            table.AddRow(name, value is null ? "" : value.GetValue<JsonElement>().GetDouble().ToString("#,0.###", CultureInfo.InvariantCulture));
    }
}
