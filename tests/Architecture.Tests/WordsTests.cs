using System.Text.RegularExpressions;
using Xunit;

namespace Workforce.Architecture.Tests;

/// <summary>
/// Words that the glossary in CONTRIBUTING.md replaces and that have no other meaning here stay out of the product: code, comments,
/// protos, SQL, settings, metrics, texts of the command line. The glossary's other words are for review.
/// </summary>
public sealed partial class WordsTests
{
    private static readonly string[] Words =
    [
        "park", "parks", "parked", "parking",
        "shelf", "shelves", "shelve", "shelved",
        "announce", "announces", "announced", "announcing", "announcement", "announcements",
        "heard", "hears", "heard by",
        "put back", "puts back", "putting back",
        "aside",
        "in hand", "relay's own", "old news", "patience", "wait in a circle", "waits in a circle", "waiting in a circle",
        "lettered",
        "withhold", "withholds", "withheld", "withholding",
        "recall", "recalls", "recalled", "recalling",
        "young", "younger",
        "strange", "stranger",
        "fetched for each",
        "whoever", "whomever", "nobody", "somebody", "someone", "anybody",
    ];

    /// <summary>The field's word for a message that became a dead letter.</summary>
    private static readonly string[] Allowed = ["dead lettered"];

    private static readonly string[] Product = ["AppHost", "ServiceDefaults", "contracts", "libraries", "services", "cli"];

    /// <summary>Never edited, since databases keep their checksums.</summary>
    private static readonly HashSet<string> AppliedMigrations =
    [
        "ServiceDefaults/Migrations/0001_outbox_and_inbox.sql",
        "ServiceDefaults/Migrations/0002_outbox_compression.sql",
        "services/Contract/Migrations/0001_cities_and_policies.sql",
        "services/Contract/Migrations/0002_contracts.sql",
        "services/Contract/Migrations/0003_cycles.sql",
        "services/Contract/Migrations/0004_letters.sql",
        "services/Evaluation/Migrations/0001_evaluation_request.sql",
        "services/Notification/Migrations/0001_cycle.sql",
        "services/Notification/Migrations/0002_notice.sql",
        "services/Notification/Migrations/0003_letter.sql",
        "services/Registry/Migrations/0001_registry.sql",
        "services/Registry/Migrations/0002_register_version.sql",
        // Names what it renames.
        "ServiceDefaults/Migrations/0003_outbox_words.sql",
        "services/Contract/Migrations/0005_batch_reports.sql",
    ];

    [Fact]
    public void Product_GlossarysRightColumn_IsNotUsed()
    {
        var found =
            from file in House.Files("*")
            where Product.Contains(file.Split('/')[0]) && !file.EndsWith(".pb", StringComparison.Ordinal) && !AppliedMigrations.Contains(file)
            from line in House.Read(file).Split('\n').Select((text, index) => (Text: Checked(file, text), Number: index + 1))
            from word in WordsIn(line.Text)
            select $"{file}:{line.Number}: {word}";

        var lines = found.ToList();
        Assert.True(lines.Count == 0, $"CONTRIBUTING.md, Words, says what to write instead:\n{string.Join('\n', lines)}");
    }

    [Fact]
    public void AppliedMigrations_Exemptions_Exist() =>
        Assert.DoesNotContain(AppliedMigrations, file => !File.Exists(Path.Combine(House.Root, file)));

    [Theory]
    [InlineData("await queue.PutBackAsync(message);", "put back")]
    [InlineData("[HeardBy(\"contract\")]", "heard", "heard by")]
    [InlineData("add column lettered boolean", "lettered")]
    [InlineData("  // Whoever reads it, and nobody's else.", "whoever", "nobody")]
    [InlineData("\"Messaging:InHand\": 16", "in hand")]
    [InlineData("private static readonly TimeSpan Patience; // a relay's own", "patience", "relay's own")]
    [InlineData("google.protobuf.Timestamp dead_lettered_at = 5;")]
    [InlineData("hand in handle; spark; Estranged")]
    public void WordsIn_Line_FindsWholeWordsAlsoInIdentifiers(string line, params string[] expected) =>
        Assert.Equal(expected.Order(), WordsIn(line).Order());

    private static IEnumerable<string> WordsIn(string line)
    {
        var text = WordLimit().Replace(line, " ").ToLowerInvariant();
        foreach (var allowed in Allowed)
            text = text.Replace(allowed, "", StringComparison.Ordinal);
        return Words.Where(word => text.Contains(word, StringComparison.Ordinal) && Regex.IsMatch(text, $@"\b{word}\b"));
    }

    // A migration that replaces a table or column must name it: only its comments are checked.
    private static string Checked(string file, string line) =>
        !file.Contains("/Migrations/", StringComparison.Ordinal) ? line : line.Split("--", 2) is [_, var comment] ? comment : "";

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|[_-]")]
    private static partial Regex WordLimit();
}
