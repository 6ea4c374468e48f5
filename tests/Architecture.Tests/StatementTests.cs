using System.Text.RegularExpressions;
using Xunit;

namespace Workforce.Architecture.Tests;

/// <summary>A statement has one home, its noun's store, and a table has one store that writes it.</summary>
public sealed partial class StatementTests
{
    public static TheoryData<string> Services => [.. House.Services];

    [Theory, MemberData(nameof(Services))]
    public void Statement_Text_StandsOnce(string service)
    {
        var statements = (
            from store in StoresOf(service)
            from literal in LiteralsOf(store.Source)
            from statement in StatementsOf(literal)
                // What begins with another statement's name is that store's.
            select (store.Name, Key: statement.StartsWith('{') ? $"{store.Name}: {statement}" : statement)).ToList();

        Assert.NotEmpty(statements);
        Assert.Empty(
            from statement in statements
            group statement.Name by statement.Key into places
            where places.Count() > 1
            select $"{string.Join(" and ", places)}: {places.Key}");
    }

    [Theory, MemberData(nameof(Services))]
    public void Table_Writers_AreOneStore(string service)
    {
        var writers = (
            from store in StoresOf(service)
            from table in TablesWrittenBy(store.Source)
            select (Table: table, store.Name)).Distinct().ToList();

        Assert.NotEmpty(writers);
        Assert.Empty(
            from writer in writers
            group writer.Name by writer.Table into stores
            where stores.Count() > 1
            select $"{stores.Key} is written by {string.Join(" and ", stores)}");
    }

    [Theory]
    [InlineData("\"insert into city (id) values (@id) on conflict do update set id = 1\"", "city")]
    [InlineData("\"select id from city for update; update work_unit unit set name = @name\"", "work_unit")]
    [InlineData("\"with done as (delete from vendor returning id) select * from done\"", "vendor")]
    [InlineData("\"\"\"\n    copy worker ({Columns}) from stdin (format binary)\n    \"\"\"", "worker")]
    [InlineData("private static readonly NewRows<Notice> New = new(\"notice\", Columns, key: \"id\", Write);", "notice")]
    [InlineData("// It does not update city, whatever \"insert into city\" says.")]
    public void TablesWrittenBy_Source_FindsEachWayToWrite(string source, params string[] expected) =>
        Assert.Equal(expected, TablesWrittenBy(source));

    [Theory]
    [InlineData("select 1;\n  select   id\n  from city ;", "select 1", "select id from city")]
    [InlineData("{Select} where id = @id; {Units}", "{Select} where id = @id")]
    [InlineData("where id = @id")]
    public void StatementsOf_Literal_AreNormalised(string literal, params string[] expected) => Assert.Equal(expected, StatementsOf(literal));

    private static IEnumerable<(string Name, string Source)> StoresOf(string service) =>
        from file in House.Files("*Store.cs")
        where file.StartsWith($"services/{service}/", StringComparison.Ordinal)
        select (Path.GetFileNameWithoutExtension(file), House.Read(file));

    private static IEnumerable<string> LiteralsOf(string source) =>
        from token in Token().Matches(source)
        let literal = token.Groups["raw"].Success ? token.Groups["raw"] : token.Groups["plain"]
        where literal.Success
        select literal.Value;

    // Fragments without a verb, such as conditions, are none by themselves.
    private static IEnumerable<string> StatementsOf(string literal) =>
        from fragment in literal.Split(';')
        let text = Blanks().Replace(fragment, " ").Trim()
        where Statement().IsMatch(text)
        select text;

    private static IEnumerable<string> TablesWrittenBy(string source) =>
        (from literal in LiteralsOf(source)
         from write in Write().Matches(Blanks().Replace(literal, " "))
         select write.Groups["table"].Value)
        .Concat(
            from rows in NewRows().Matches(source)
            select rows.Groups["table"].Value);

    // Comments, raw literals and plain literals: what one begins in another does not count.
    [GeneratedRegex(@"//[^\n]*|\$*""{3}(?<raw>.*?)""{3}|[$@]*""(?<plain>(\\.|[^""\\\n])*)""", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(select|insert|update|delete|copy|with) |^\{[\w.]+\} (where|from|join|order|group|limit) ", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(insert into|(?<!\b(do|for|key) )update|delete from) (?<table>\w+)|\bcopy (?<table>\w+) \(", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Write();

    [GeneratedRegex(@"\bNewRows<\w+> \w+ = new\(""(?<table>\w+)""")]
    private static partial Regex NewRows();
}
