using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

public sealed class FieldAndPageTests
{
    [Fact]
    public void Uuid_NotOne_NamesFieldAndValue()
    {
        var error = Assert.Throws<InvalidInputException>(() => Field.Uuid("city_id", "kupang"));

        Assert.Equal("city_id 'kupang': is not a UUID", error.Message);
    }

    [Theory]
    [InlineData("2021-02-31")]
    [InlineData("31/12/2020")]
    public void Day_NotADate_NamesFieldAndValue(string value)
    {
        var error = Assert.Throws<InvalidInputException>(() => Field.Day("as_of", value));

        Assert.Equal($"as_of '{value}': is not a date of the form yyyy-MM-dd", error.Message);
    }

    [Fact]
    public void Text_Blank_IsRequired() => Assert.Throws<InvalidInputException>(() => Field.Text("name", "  "));

    [Fact]
    public void Text_WithNul_NamesTheField() =>
        Assert.Equal("name: contains a NUL character", Assert.Throws<InvalidInputException>(() => Field.Text("name", "a\0b")).Message);

    [Fact]
    public void Next_FullPage_LeadsToTheRowAfterItsLast()
    {
        var page = Page.From(2, "", byDefault: 100, atMost: 1_000);

        var token = page.Next(["a", "b"], row => row);

        Assert.Equal("b", Page.From(2, token, 100, 1_000).After);
    }

    [Fact]
    public void Next_ShortPage_IsTheLast() => Assert.Equal("", Page.From(2, "", 100, 1_000).Next(["a"], row => row));

    [Fact]
    public void From_SizeAboveTheLimit_IsTheLimit() => Assert.Equal(1_000, Page.From(9_999, "", 100, 1_000).Size);

    [Theory]
    [InlineData("%%%")]
    [InlineData("_w")]
    [InlineData("YQBi")] // a, NUL, b
    public void From_ForeignToken_IsInvalid(string token) =>
        Assert.Throws<InvalidInputException>(() => Page.From(2, token, 100, 1_000));
}
