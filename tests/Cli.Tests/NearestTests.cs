using Workforce.Cli.Errors;
using Xunit;

namespace Workforce.Cli.Tests;

public sealed class NearestTests
{
    private static readonly string[] Names = ["Puskesmas Oesapa", "Puskesmas Oepoi", "Damkar", "Bagian Umum"];

    [Theory]
    [InlineData("damkr", "Damkar")]
    [InlineData("puskesmas oesap", "Puskesmas Oesapa")]
    [InlineData("bagian", "Bagian Umum")]
    public void To_Mistyped_NamesTheOneMeantFirst(string typed, string expected) =>
        Assert.Equal(expected, Nearest.To(typed, Names)[0]);

    [Fact]
    public void Hint_NothingNear_SaysNothing() => Assert.Equal("", Nearest.Hint("xyzzyx", Names));
}
