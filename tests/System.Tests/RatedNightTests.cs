using System.Text.Json;
using Dapper;
using Workforce.Contract.V1;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>A city whose heads have rated all but some: the night asks for those alone, and nothing is lost.</summary>
[Collection(Systems.Name)]
public sealed class RatedNightTests(SharedSystem shared)
{
    private const int Contracts = 200;
    private const int Unrated = 12;

    [Fact]
    public async Task Expire_AllButTwelveAreRated_TheTwelveAloneAreAskedFor()
    {
        var city = await TestCity.CreateAsync(shared.Running, Contracts);
        var contracts = await ContractsAsync(city);
        // Of each of twelve units one.
        var unrated = contracts.GroupBy(contract => contract.UnitId).Take(Unrated).Select(unit => unit.First().Id).ToHashSet();
        await SignAsync(city, [.. contracts.Where(contract => !unrated.Contains(contract.Id))]);

        await city.ExpireAsync();
        await city.AwaitAsync(expired: Contracts, returned: 0);

        var (_, output, _) = await CommandLine.RunAsync(shared.Running, "report", "--city", city.Code, "--json");
        var report = JsonDocument.Parse(output).RootElement;
        foreach (var (figure, value) in ((string, int)[])
                 [
                     ("contracts_expired", Contracts), ("evaluation_requests", Contracts), ("evaluation_requests_open", Unrated),
                     ("worker_notices", Contracts), ("unit_letters", TestCity.Units), ("lost", 0), ("doubled", 0),
                 ])
            Assert.Equal((figure, value), (figure, report.GetProperty(figure).GetInt32()));
        var cycle = (await city.ProgressAsync())!.CycleId;
        var counts = await Client<EvaluationRequestService.EvaluationRequestServiceClient>("evaluation").CountRequestsAsync(new() { CycleId = cycle });
        Assert.Equal((Unrated, Contracts - Unrated, 0), (counts.Open, counts.Satisfied, counts.Withdrawn));
        var notices = (await Client<NoticeService.NoticeServiceClient>("notification").ListNoticesAsync(new() { CycleId = cycle, PageSize = Contracts })).Notices;
        Assert.Equal(unrated.Order(), notices.Where(notice => !notice.Rated).Select(notice => notice.ContractId).Order());
        var letters = (await Client<LetterService.LetterServiceClient>("notification").ListLettersAsync(new() { CycleId = cycle })).Letters;
        Assert.Equal((Unrated, Contracts - Unrated), (letters.Sum(letter => letter.Workers), letters.Sum(letter => letter.Rated)));
        Assert.Equal(TestCity.Units - Unrated, letters.Count(letter => letter.Workers == 0));
    }

    private TClient Client<TClient>(string service) => (TClient)Activator.CreateInstance(typeof(TClient), shared.Running.ChannelTo(service))!;

    private async Task<IReadOnlyList<ContractRecord>> ContractsAsync(TestCity city) =>
        (await Client<ContractService.ContractServiceClient>("contract").ListContractsAsync(new() { CityId = city.Id, PageSize = Contracts })).Contracts;

    // As Evaluation publishes it; until both subscribers have it.
    private async Task SignAsync(TestCity city, IReadOnlyList<ContractRecord> contracts)
    {
        await new Broker(await shared.Running.BrokerAsync()).PublishAsync(Guid.NewGuid(), new RatingsSigned(Guid.Parse(city.Id), Guid.NewGuid(),
        [
            .. contracts.Select(contract => new SignedRating(
                Guid.Parse(contract.Id), Guid.Parse(contract.WorkerId), Guid.Parse(contract.UnitId), Guid.NewGuid(), 1, new(2020, 12, 18, 10, 0, 0, TimeSpan.FromHours(8)))),
        ]));
        var ids = contracts.Select(contract => Guid.Parse(contract.Id)).ToArray();
        foreach (var service in (string[])["contract", "notification"])
        {
            await using var source = await shared.Running.DatabaseOfAsync(service);
            await using var connection = await source.OpenConnectionAsync();
            await Eventually.HoldsAsync(
                async () => await connection.ExecuteScalarAsync<long>("select count(*) from rated_contract where contract_id = any(@ids)", new { ids }) == ids.Length,
                $"{service} knows what is rated");
        }
    }
}
