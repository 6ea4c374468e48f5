using Xunit;

namespace Workforce.Architecture.Tests;

/// <summary>How the house reads.</summary>
public sealed class StyleTests
{
    private const int LongestFile = 400;
    private const int LongestProgram = 25;

    private static readonly string[] Clocks =
    [
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
    ];

    public static TheoryData<string> Services => [.. House.Services];

    [Fact]
    public void SourceFile_OneSubject_HasAtMost400Lines() =>
        Assert.DoesNotContain(House.Files("*.cs"), file => Lines(file) > LongestFile);

    [Theory, MemberData(nameof(Services))]
    public void Program_TableOfContents_HasAtMost25Lines(string service) =>
        Assert.InRange(Lines($"services/{service}/Program.cs"), 1, LongestProgram);

    [Theory, MemberData(nameof(Services))]
    public void Time_Service_ComesFromTimeProvider(string service) =>
        Assert.Empty(
            from type in House.Assembly(service).Types
            from call in Imports.CallsOf(type)
            let name = $"{call.DeclaringType.FullName}::{call.Name}"
            where Clocks.Contains(name)
            select $"{type.FullName} calls {name}");

    private static int Lines(string file) => House.Read(file).AsSpan().TrimEnd().Count('\n') + 1;
}
