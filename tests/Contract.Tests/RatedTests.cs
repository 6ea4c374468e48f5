using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Contract.Batches;
using Workforce.Contract.Events;
using Workforce.Evaluation.Events;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Topology;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>A batch says which of its contracts have a signed rating, and which are a vendor's.</summary>
[Collection(Servers.Name)]
public sealed class RatedTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    private static readonly string Queue = QueueName.For<RatingsSigned>("contract");

    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sweep_RatingSignedBeforeOrAfterTheContractArrived_IsNamedOnce(bool ratingFirst)
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        var contracts = town.YearUntil("2020-12-31", 5);
        if (ratingFirst)
            await SignAsync(town.Id, "2020-12-18T10:00:00+08:00", contracts[1], contracts[3]);
        await town.RegisterAsync(contracts);
        if (!ratingFirst)
            await SignAsync(town.Id, "2020-12-18T10:00:00+08:00", contracts[3], contracts[1], contracts[3]);

        await town.ExpireAsync();

        await town.PublishedAsync(5);
        Assert.Equal(IdsOf(contracts[1], contracts[3]), town.Expired.Single().Rated!.Order());
    }

    // Ratings of one contract come in any order; the newest counts.
    [Theory]
    [InlineData("2019-12-31T23:59:59+08:00", false)]
    [InlineData("2020-01-01T00:00:00+08:00", true)]
    public async Task Sweep_RatingSigned_CountsFromTheFirstDayInTheCitysZone(string signedAt, bool counts)
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await SignAsync(town.Id, signedAt, contracts[0]);
        await SignAsync(town.Id, "2019-06-30T10:00:00+08:00", contracts[0]);

        await town.ExpireAsync();

        await town.PublishedAsync(5);
        Assert.Equal(counts ? IdsOf(contracts[0]) : [], town.Expired.Single().Rated ?? []);
    }

    [Fact]
    public async Task Sweep_NothingOfTheCityIsRated_BatchIsWhatItWas()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await SignAsync(Guid.CreateVersion7(), "2020-12-18T10:00:00+08:00", contracts);

        await town.ExpireAsync();

        await town.PublishedAsync(5);
        var batch = host.Expired.Single(message => message.As<ContractsExpired>().CityId == town.Id).Message;
        Assert.Equal(
            ["batchId", "cityId", "cycleId", "lastDay", "dueDay", "units", "rated", "continuing", "repeated"],
            batch.EnumerateObject().Select(property => property.Name));
        Assert.Equal(JsonValueKind.Null, batch.GetProperty("rated").ValueKind);
    }

    [Fact]
    public async Task Sweep_ContractsOfAVendor_AreNamed()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        var vendors = town.Contract("2020-01-01", "2020-12-31", vendor: Guid.CreateVersion7());
        await town.RegisterAsync([vendors, .. town.YearUntil("2020-12-31", 2)]);

        await town.ExpireAsync();

        await town.PublishedAsync(3);
        Assert.Equal(IdsOf(vendors), town.Expired.Single().Outsourced);
    }

    [Fact]
    public async Task Reconcile_RatedSince_PublishesTheSameMessageAgain()
    {
        host.Running.Log.Expect("batches are published again");
        var (town, contracts) = await host.EndOfYearAsync();
        await SignAsync(town.Id, "2020-12-18T10:00:00+08:00", contracts[0]);
        await town.ExpireAsync();
        await town.PublishedAsync(5);
        await SignAsync(town.Id, "2021-01-02T10:00:00+08:00", contracts);
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        await host.Running.Services.GetRequiredService<ReconcileCycles>().ReconcileAsync(CancellationToken.None);

        await town.PublishedAsync(10);
        var published = host.Expired.Where(message => message.As<ContractsExpired>().CityId == town.Id).Select(message => message.Message.ToString());
        Assert.Single(published.Distinct());
    }

    [Fact]
    public async Task Signed_PartIsMissing_IsDeadLetteredAndStoresNothing()
    {
        host.Running.Log.Expect(nameof(MalformedEventException));
        var (town, contracts) = await host.EndOfYearAsync();

        await host.PublishAsync(new RatingsSigned(town.Id, Guid.CreateVersion7(), [Rating(contracts[0], "2020-12-18T10:00:00+08:00"), null!]));

        var deadLetter = Assert.Single(await host.Running.Broker.TakeAsync($"{Queue}_error", 1));
        Assert.Contains("lacks a rating", deadLetter.Fault, StringComparison.Ordinal);
        Assert.False(await host.Running.ScalarAsync<bool>("select exists (select from rated_contract where city_id = $1)", town.Id));
    }

    private static IEnumerable<Guid> IdsOf(params RegisteredContract[] contracts) => contracts.Select(contract => contract.ContractId).Order();

    private async Task SignAsync(Guid cityId, string signedAt, params RegisteredContract[] contracts)
    {
        var message = Guid.NewGuid();
        await host.PublishAsync(new RatingsSigned(cityId, Guid.CreateVersion7(), [.. contracts.Select(contract => Rating(contract, signedAt))]), message);
        await host.Running.HandledAsync(message);
    }

    private static SignedRating Rating(RegisteredContract contract, string signedAt) => new(
        contract.ContractId, contract.WorkerId, contract.UnitId, Guid.CreateVersion7(), 1, DateTimeOffset.Parse(signedAt, CultureInfo.InvariantCulture));
}
