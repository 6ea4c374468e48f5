using System.Text.Json;
using Workforce.Contract.Events;
using Xunit;

namespace Workforce.Contract.Tests;

public sealed class ExpiredContractTests
{
    private static readonly Guid Id = Guid.Parse("01767f6e-0000-7000-8000-000000000001");
    private static readonly Guid Worker = Guid.Parse("01767f6e-0000-7000-8000-000000000002");

    [Fact]
    public void Json_Written_IsAPair() =>
        Assert.Equal($"""["{Id}","{Worker}"]""", JsonSerializer.Serialize(new ExpiredContract(Id, Worker), JsonSerializerOptions.Web));

    [Theory]
    [InlineData("""["01767f6e-0000-7000-8000-000000000001","01767f6e-0000-7000-8000-000000000002"]""")]
    [InlineData("""["01767f6e-0000-7000-8000-000000000001","01767f6e-0000-7000-8000-000000000002",{"later":[1,2]},null]""")]
    [InlineData("""{"workerId":"01767f6e-0000-7000-8000-000000000002","contractId":"01767f6e-0000-7000-8000-000000000001","later":1}""")]
    public void Json_OfAnyVersion_IsRead(string json) => Assert.Equal(new ExpiredContract(Id, Worker), Read(json));

    [Theory]
    [InlineData("""["01767f6e-0000-7000-8000-000000000001"]""")]
    [InlineData("""{"contractId":"01767f6e-0000-7000-8000-000000000001"}""")]
    public void Json_WithoutWorker_HasAnEmptyOne(string json) => Assert.Equal(new ExpiredContract(Id, Guid.Empty), Read(json));

    [Fact]
    public void Json_AmongOthers_LeavesTheRestToThem()
    {
        var contracts = JsonSerializer.Deserialize<List<ExpiredContract?>>($"""[["{Id}"],null,["{Id}","{Worker}"]]""", JsonSerializerOptions.Web);

        Assert.Equal(new List<ExpiredContract?> { new(Id, Guid.Empty), null, new(Id, Worker) }, contracts);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("""["no id","01767f6e-0000-7000-8000-000000000002"]""")]
    [InlineData("""["01767f6e-0000-7000-8000-000000000001",7]""")]
    public void Json_OfSomethingElse_IsRefused(string json) => Assert.Throws<JsonException>(() => Read(json));

    private static ExpiredContract? Read(string json) => JsonSerializer.Deserialize<ExpiredContract>(json, JsonSerializerOptions.Web);
}
