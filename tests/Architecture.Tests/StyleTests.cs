using Xunit;

namespace Workforce.Architecture.Tests;

/// <summary>How the house reads.</summary>
public sealed class StyleTests
{
    private const int LongestFile = 400;
    private const int LongestProgram = 25;

    public static TheoryData<string> Services => [.. House.Services];

    [Fact]
    public void SourceFile_OneSubject_HasAtMost400Lines() =>
        Assert.DoesNotContain(House.Files("*.cs"), file => Lines(file) > LongestFile);

    [Theory, MemberData(nameof(Services))]
    public void Program_TableOfContents_HasAtMost25Lines(string service) =>
        Assert.InRange(Lines($"services/{service}/Program.cs"), 1, LongestProgram);

    private static int Lines(string file) => House.Read(file).AsSpan().TrimEnd().Count('\n') + 1;
}
