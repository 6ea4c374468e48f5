using System.Text.Json;
using Workforce.Contract.Events;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>What a batch says of some of its contracts is packed as the contracts are.</summary>
public sealed class ContractsExpiredTests
{
    private static readonly Guid First = Guid.Parse("fbefbefb-efbe-fbef-befb-efbefbefbefb");
    private static readonly Guid Second = Guid.Parse("01767f6e-0000-7000-8000-000000000003");

    [Fact]
    public void Json_ReadAgain_HasThoseThatAreRatedOrOutsourced()
    {
        var written = JsonSerializer.Serialize(
            new ContractsExpired(First, First, First, new(2020, 12, 31), new(2021, 1, 14), [], Rated: [First, Second], Outsourced: [Second]), JsonSerializerOptions.Web);

        Assert.Contains("\"rated\":\"+++++++++++++++++++++wF2f24AAHAAgAAAAAAAAAM=\"", written, StringComparison.Ordinal);
        var read = Read(written);
        Assert.Equal([First, Second], read.Rated);
        Assert.Equal([Second], read.Outsourced);
    }

    [Fact]
    public void Json_RatedAsAList_IsRead() => Assert.Equal([Second], Read($$"""{"rated":["{{Second}}"]}""").Rated);

    [Theory]
    [InlineData("7")]
    [InlineData("\"AAAA\"")]
    [InlineData("\"no base64\"")]
    public void Json_OfSomethingElse_IsRefused(string rated) => Assert.Throws<JsonException>(() => Read($$"""{"rated":{{rated}}}"""));

    private static ContractsExpired Read(string json) => JsonSerializer.Deserialize<ContractsExpired>(json, JsonSerializerOptions.Web)!;
}
