using System.Text.Json;
using Workforce.Contract.Events;
using Xunit;

namespace Workforce.Contract.Tests;

public sealed class ExpiredUnitTests
{
    private static readonly Guid Unit = Guid.Parse("01767f6e-0000-7000-8000-00000000000a");
    private static readonly Guid Head = Guid.Parse("01767f6e-0000-7000-8000-00000000000b");
    private static readonly ExpiredContract First = new(
        Guid.Parse("fbefbefb-efbe-fbef-befb-efbefbefbefb"), Guid.Parse("01767f6e-0000-7000-8000-000000000002"));
    private static readonly ExpiredContract Second = new(
        Guid.Parse("01767f6e-0000-7000-8000-000000000003"), Guid.Parse("01767f6e-0000-7000-8000-000000000004"));

    // The first id is written with nothing but + signs, which JSON writers like to escape.
    [Fact]
    public void Json_OfContracts_IsTheirIdsInBase64() => Assert.Equal(
        $$"""{"unitId":"{{Unit}}","headId":"{{Head}}","keepsWorking":true,"contracts":"+++++++++++++++++++++wF2f24AAHAAgAAAAAAAAAI="}""",
        Written([First]));

    [Fact]
    public void Json_ReadAgain_HasAllContractsInOrder() => Assert.Equal([First, Second, First], ReadAgain([First, Second, First]));

    [Fact]
    public void Json_OfNoContracts_HasNone() => Assert.Empty(ReadAgain([])!);

    [Fact]
    public void Json_OfContractsThatAreMissing_KeepsTheGaps() => Assert.Equal([null!, First, null!], ReadAgain([null!, First, null!]));

    [Fact]
    public void Json_WithoutContracts_SaysSo() => Assert.Null(ReadAgain(null!));

    [Fact]
    public void Json_WithContractsByName_IsRead()
    {
        var contracts = Read($$"""[{"workerId":"{{First.WorkerId}}","contractId":"{{First.ContractId}}","later":[1]},null,{"contractId":"{{Second.ContractId}}"}]""");

        Assert.Equal([First, null!, Second with { WorkerId = Guid.Empty }], contracts);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("\"no base64\"")]
    [InlineData("\"AAAA\"")]
    [InlineData("""["01767f6e-0000-7000-8000-000000000001"]""")]
    [InlineData("""[{"contractId":"no id"}]""")]
    public void Json_OfSomethingElse_IsRefused(string contracts) => Assert.Throws<JsonException>(() => Read(contracts));

    private static string Written(IReadOnlyList<ExpiredContract> contracts) =>
        JsonSerializer.Serialize(new ExpiredUnit(Unit, Head, KeepsWorking: true, contracts), JsonSerializerOptions.Web);

    private static IReadOnlyList<ExpiredContract>? ReadAgain(IReadOnlyList<ExpiredContract> contracts) =>
        JsonSerializer.Deserialize<ExpiredUnit>(Written(contracts), JsonSerializerOptions.Web)!.Contracts;

    private static IReadOnlyList<ExpiredContract>? Read(string contracts) =>
        JsonSerializer.Deserialize<ExpiredUnit>($$"""{"unitId":"{{Unit}}","contracts":{{contracts}}}""", JsonSerializerOptions.Web)!.Contracts;
}
