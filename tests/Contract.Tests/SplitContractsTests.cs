using Workforce.Contract.Contracts;
using Workforce.Registry.Events;
using Xunit;

namespace Workforce.Contract.Tests;

public sealed class SplitContractsTests
{
    [Fact]
    public void Of_WellFormedMessage_HasAllOfItsContracts()
    {
        var registered = new ContractsRegistered(Guid.NewGuid(), [Contract(), Contract()]);

        var split = SplitContracts.Of(registered);

        Assert.Equal(registered.Contracts, split.WellFormed);
        Assert.Null(split.Malformed);
        Assert.Null(split.Fault);
    }

    // It is refused with a reason instead.
    [Fact]
    public void Of_ContractWithoutWorker_IsWellFormed()
    {
        var workerless = Contract() with { WorkerId = Guid.Empty };

        Assert.Equal([workerless], SplitContracts.Of(new ContractsRegistered(Guid.NewGuid(), [workerless])).WellFormed);
    }

    [Fact]
    public void Of_MalformedAmongGood_SeparatesOnlyTheMalformed()
    {
        var (good, nameless) = (Contract(), Contract() with { ContractId = Guid.Empty });
        var registered = new ContractsRegistered(Guid.NewGuid(), [null!, good, nameless]);

        var split = SplitContracts.Of(registered);

        Assert.Equal([good], split.WellFormed);
        Assert.NotNull(split.Malformed);
        Assert.Equal(registered.CityId, split.Malformed.CityId);
        Assert.Equal([null!, nameless], split.Malformed.Contracts);
        Assert.Equal("lacks a contract", split.Fault);
    }

    [Fact]
    public void Of_MalformedPart_IsMalformedThroughout()
    {
        var registered = new ContractsRegistered(Guid.NewGuid(), [Contract(), null!, Contract() with { ContractId = Guid.Empty }]);

        var part = SplitContracts.Of(SplitContracts.Of(registered).Malformed!);

        Assert.Empty(part.WellFormed);
        Assert.NotNull(part.Fault);
    }

    public static TheoryData<ContractsRegistered, string> Malformed => new()
    {
        { new(Guid.Empty, [Contract()]), "city_id is missing" },
        { new(Guid.NewGuid(), null!), "contracts are missing" },
        { new(Guid.NewGuid(), []), "contracts are missing" },
    };

    [Theory, MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public void Of_MessageWithoutCityOrContracts_HasNothingWellFormed(ContractsRegistered registered, string fault)
    {
        var split = SplitContracts.Of(registered);

        Assert.Empty(split.WellFormed);
        Assert.Equal(fault, split.Fault);
    }

    private static RegisteredContract Contract() => new(
        Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), null, Town.Day("2020-01-01"), Town.Day("2020-12-31"));
}
