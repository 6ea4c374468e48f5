using System.Text.Json;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

[Collection(Servers.Name)]
public sealed class ArrivalTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    private const string Refused = "ListRefusedContracts has the reasons";

    private static readonly Guid Vendor = Guid.CreateVersion7();
    private static readonly string DeadLetters = QueueName.For<ContractsRegistered>("contract") + "_error";

    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Arrive_PeriodsShareASingleDay_SecondIsRefusedAndReportedAndTheRestStored()
    {
        host.Running.Log.Expect(Refused);
        var town = await host.FoundAsync();
        var worker = Guid.CreateVersion7();
        var stored = town.Contract("2020-01-01", "2020-12-31", worker: worker);
        await town.RegisterAsync(stored);

        var sharing = town.Contract("2020-12-31", "2021-12-31", worker: worker);
        await town.RegisterAsync(town.Contract("2020-01-01", "2020-12-31"), sharing, town.Contract("2020-01-01", "2020-12-31"));

        Assert.Equal(3, (await town.CountAsync()).InForce);
        var refused = Assert.Single((await ListRefusedAsync(town)).Contracts);
        Assert.Equal($"{sharing.ContractId}", refused.Id);
        Assert.Equal($"overlaps city contract {stored.ContractId} (2020-01-01 to 2020-12-31) of the same worker", refused.Reason);
    }

    [Fact]
    public async Task Arrive_OverlapWithinOneMessage_OneIsStoredOneRefused()
    {
        host.Running.Log.Expect(Refused);
        var town = await host.FoundAsync();
        var worker = Guid.CreateVersion7();

        await town.RegisterAsync(
            town.Contract("2020-06-01", "2020-06-01", worker: worker), town.Contract("2020-01-01", "2020-12-31", worker: worker));

        var counts = await town.CountAsync();
        Assert.Equal((1, 1), (counts.InForce, counts.Refused));
    }

    [Fact]
    public async Task Arrive_NextDayOrVendor_DoesNotOverlap()
    {
        var town = await host.FoundAsync();
        var worker = Guid.CreateVersion7();

        await town.RegisterAsync(
            town.Contract("2020-01-01", "2020-12-31", worker: worker),
            town.Contract("2021-01-01", "2021-12-31", worker: worker),
            town.Contract("2020-06-01", "2021-06-01", worker: worker, vendor: Vendor));

        Assert.Equal(3, (await town.CountAsync()).InForce);
    }

    [Fact]
    public async Task Arrive_EndsBeforeItBegins_IsRefusedAlone()
    {
        host.Running.Log.Expect(Refused);
        var town = await host.FoundAsync();
        var faulty = town.Contract("2020-12-31", "2020-01-01");

        await town.RegisterAsync(town.Contract("2020-01-01", "2020-12-31"), faulty);

        var refused = Assert.Single((await ListRefusedAsync(town)).Contracts);
        Assert.Equal("ends on 2020-01-01, before its first day 2020-12-31", refused.Reason);
        Assert.Equal(1, (await town.CountAsync()).InForce);
    }

    [Fact]
    public async Task Arrive_SameContractsInAnotherMessage_ChangeNothing()
    {
        var town = await host.FoundAsync();
        var contracts = town.YearUntil("2020-12-31", 20);
        await town.RegisterAsync(contracts);

        await host.PublishAsync(new ContractsRegistered(town.Id, contracts));
        await town.RegisterAsync(town.Contract("2020-01-01", "2020-12-31"));

        var counts = await town.CountAsync();
        Assert.Equal((21, 0), (counts.InForce, counts.Refused));
    }

    [Fact]
    public async Task Arrive_SameContractWithOtherTerms_IsRefusedAndTheStoredTermsHold()
    {
        host.Running.Log.Expect(Refused);
        var town = await host.FoundAsync();
        var contract = town.Contract("2020-01-01", "2020-12-31");
        await town.RegisterAsync(contract);

        await host.PublishAsync(new ContractsRegistered(town.Id, [contract with { LastDay = Town.Day("2020-06-30") }]));

        await Eventually.HoldsAsync(async () => (await ListRefusedAsync(town)).Contracts.Count == 1, "it is refused");
        Assert.Equal("is stored with other terms", (await ListRefusedAsync(town)).Contracts[0].Reason);
        var listed = await host.Contracts.ListContractsAsync(new V1.ListContractsRequest { CityId = $"{town.Id}" });
        Assert.Equal("2020-12-31", Assert.Single(listed.Contracts).LastDay);
    }

    [Fact]
    public async Task Arrive_EngagementAndPosition_AreListed()
    {
        var town = await host.FoundAsync();
        var said = town.Contract("2020-01-01", "2020-12-31") with { Engagement = EngagementKind.Individual, Position = "Perawat" };

        await town.RegisterAsync(said);

        Assert.Equal((said.ContractId, Registry.V1.EngagementKind.Individual, "Perawat"), Assert.Single(await ListAsync(town)));
    }

    [Fact]
    public async Task Arrive_MessageThatDoesNotSay_IsWhatTheEmployerImpliesAndOfUnknownPosition()
    {
        var town = await host.FoundAsync();
        RegisteredContract[] contracts = [town.Contract("2020-01-01", "2020-12-30"), town.Contract("2020-01-01", "2020-12-31", vendor: Vendor)];

        // As they were published before there was more to say.
        await host.Running.Broker.PublishJsonAsync<ContractsRegistered>(Guid.NewGuid(), JsonSerializer.Serialize(new
        {
            cityId = town.Id,
            contracts = contracts.Select(contract => new
            {
                contract.ContractId,
                contract.WorkerId,
                contract.UnitId,
                contract.VendorId,
                contract.FirstDay,
                contract.LastDay,
            }),
        }, JsonSerializerOptions.Web));
        await InForceAsync(town, 2);

        Assert.Equal(
            [(contracts[0].ContractId, Registry.V1.EngagementKind.NonPermanent, ""), (contracts[1].ContractId, Registry.V1.EngagementKind.Outsourced, "")],
            await ListAsync(town));
    }

    [Fact]
    public async Task Arrive_RevisionsInAnyOrder_TheHighestHolds()
    {
        var town = await host.FoundAsync();
        var first = town.Contract("2020-01-01", "2020-12-31") with { Engagement = EngagementKind.NonPermanent, Position = "Petugas" };
        await town.RegisterAsync(first);

        foreach (var (revision, position) in ((int, string)[])[(2, "Perawat"), (1, "Bidan"), (0, "Petugas")])
        {
            var id = Guid.NewGuid();
            await host.PublishAsync(new ContractsRegistered(town.Id, [first with { Revision = revision, Position = position }]), id);
            await host.Running.HandledAsync(id);
        }

        Assert.Equal((first.ContractId, Registry.V1.EngagementKind.NonPermanent, "Perawat"), Assert.Single(await ListAsync(town)));
        Assert.Equal(0, (await town.CountAsync()).Refused);
    }

    [Fact]
    public async Task Arrive_EntryWithoutIdOrMissing_IsDeadLetteredAloneWithTheReasonAndTheRestStored()
    {
        host.Running.Log.Expect(Refused);
        var town = await host.FoundAsync();
        var nameless = town.Contract("2020-01-01", "2020-12-31") with { ContractId = Guid.Empty };
        var faulty = town.Contract("2020-12-31", "2020-01-01");

        await host.PublishAsync(new ContractsRegistered(town.Id, [nameless, .. town.YearUntil("2020-12-31", 3), null!, faulty]));

        var deadLetter = Assert.Single(await DeadLettersAsync(1));
        var part = deadLetter.As<ContractsRegistered>();
        Assert.Equal(town.Id, part.CityId);
        Assert.Equal([nameless, null!], part.Contracts);
        Assert.Contains("has a contract without id", deadLetter.Fault, StringComparison.Ordinal);
        await InForceAsync(town, 3);
        Assert.Equal(1, (await town.CountAsync()).Refused);
    }

    [Fact]
    public async Task Arrive_DeadLetteredPartMendedAndSentAgain_IsStored()
    {
        var town = await host.FoundAsync();
        var contract = town.Contract("2020-01-01", "2020-12-31");
        await host.PublishAsync(new ContractsRegistered(town.Id, [contract with { ContractId = Guid.Empty }, .. town.YearUntil("2020-12-31", 2)]));
        var deadLetter = Assert.Single(await DeadLettersAsync(1));
        await InForceAsync(town, 2);

        await host.PublishAsync(deadLetter.As<ContractsRegistered>() with { Contracts = [contract] }, deadLetter.MessageId);

        await InForceAsync(town, 3);
    }

    [Fact]
    public async Task Arrive_WithoutCity_IsDeadLettered()
    {
        var town = await host.FoundAsync();
        var id = Guid.NewGuid();

        await host.PublishAsync(new ContractsRegistered(Guid.Empty, town.YearUntil("2020-12-31", 2)), id);

        await AssertDeadLetteredAsync(id, "city_id is missing");
        Assert.Equal(0, await host.Running.ScalarAsync<long>("select count(*) from contract where city_id = $1", Guid.Empty));
    }

    [Fact]
    public async Task Arrive_WithoutContracts_IsDeadLettered()
    {
        var (without, empty) = (Guid.NewGuid(), Guid.NewGuid());

        await host.PublishAsync(new ContractsRegistered(Guid.NewGuid(), null!), without);
        await AssertDeadLetteredAsync(without, "contracts are missing");

        await host.PublishAsync(new ContractsRegistered(Guid.NewGuid(), []), empty);
        await AssertDeadLetteredAsync(empty, "contracts are missing");
    }

    [Fact]
    public async Task Arrive_BeforeItsCity_IsSweptOnceTheCityIsThere()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var known = await host.FoundAsync();
        var town = await Town.FoundAsync(host, "Asia/Makassar", registered: false);
        await town.RegisterAsync(town.YearUntil("2020-12-31", 3));

        await town.RegisterAsync("Asia/Makassar", version: 1);

        Assert.Equal(3, (await town.ExpireAsync()).ContractsExpired);
        Assert.Equal(0, (await known.ExpireAsync()).ContractsExpired);
    }

    [Fact]
    public async Task CityRegistered_OlderVersionComesLater_ChangesNothing()
    {
        host.Clock.Set("2020-12-31T23:30:00+07:00");
        var town = await host.FoundAsync("Asia/Makassar");
        await town.RegisterAsync("Asia/Jakarta", version: 5);
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1));

        var id = Guid.NewGuid();
        await host.PublishAsync(new CityRegistered(town.Id, 4, "kupang", "Kota Kupang", "Asia/Makassar"), id);
        await host.Running.HandledAsync(id);

        Assert.Equal(0, (await town.ExpireAsync()).ContractsExpired);
    }

    private async Task AssertDeadLetteredAsync(Guid messageId, string fault)
    {
        var deadLetter = Assert.Single(await DeadLettersAsync(1));
        Assert.Equal(messageId, deadLetter.MessageId);
        Assert.Contains($"'{messageId}': {fault}", deadLetter.Fault, StringComparison.Ordinal);
    }

    // Called by the tests that send what is malformed: MassTransit logs what it dead-letters as an error.
    private Task<IReadOnlyList<WireMessage>> DeadLettersAsync(int count)
    {
        host.Running.Log.Expect(nameof(MalformedEventException));
        return host.Running.Broker.TakeAsync(DeadLetters, count);
    }

    // What is malformed is sent back just before the rest is committed.
    private static Task InForceAsync(Town town, int contracts) =>
        Eventually.HoldsAsync(async () => (await town.CountAsync()).InForce == contracts, $"{contracts} contracts are stored");

    private async Task<IEnumerable<(Guid Id, Registry.V1.EngagementKind Engagement, string Position)>> ListAsync(Town town) =>
        (await host.Contracts.ListContractsAsync(new V1.ListContractsRequest { CityId = $"{town.Id}" })).Contracts
            .Select(contract => (Guid.Parse(contract.Id), contract.Engagement, contract.Position));

    private async Task<V1.ListRefusedContractsReply> ListRefusedAsync(Town town) =>
        await host.Contracts.ListRefusedContractsAsync(new V1.ListRefusedContractsRequest { CityId = $"{town.Id}" });
}
