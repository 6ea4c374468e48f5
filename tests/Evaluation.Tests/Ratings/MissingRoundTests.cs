using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workforce.Evaluation.Rounds;
using Workforce.Evaluation.V1;
using Workforce.Testing;
using Xunit;
using RoundKind = Workforce.Evaluation.V1.RoundKind;

namespace Workforce.Evaluation.Tests.Ratings;

/// <summary>Rounds that the policy requires and that are not open are an alarm from the first reminder of heads on.</summary>
[Collection(nameof(EvaluationService))]
public sealed class MissingRoundTests(EvaluationService service) : IDisposable
{
    public void Dispose()
    {
        service.Clock.Set("2020-12-18T12:00:00+08:00");
        service.Running.Log.AssertNothingUnexpected();
    }

    [Theory]
    [InlineData("2020-12-10T23:59:59+08:00", 0)]
    [InlineData("2020-12-11T00:00:00+08:00", 1)]
    [InlineData("2021-06-01T00:00:00+08:00", 1)]
    [InlineData("2021-12-24T00:00:00+08:00", 2)]
    public async Task Yearly_NotOpened_IsMissingFromTheFirstReminderOn(string now, int missing)
    {
        service.Clock.Set(now);
        var town = await TownAsync(Town.Matrix);

        var rounds = await MissingAsync(town);

        Assert.Equal(missing, rounds.Count);
        if (missing > 0)
            Assert.Equal(new MissingRound { Kind = RoundKind.Yearly, PeriodFrom = "2020-01-01", PeriodTo = "2020-12-31", DueDay = "2020-12-18", PolicyVersion = 1 }, rounds[0]);
    }

    [Theory]
    [InlineData(RoundKind.Yearly, "2020-12-31", 0)]
    [InlineData(RoundKind.BeforeEnd, "2020-11-30", 0)]
    [InlineData(RoundKind.Quarterly, "2020-12-31", 1)]
    [InlineData(RoundKind.Yearly, "2019-12-31", 1)]
    public async Task Yearly_AnotherRoundIsOpen_MeetsItWhereItIsOfTheYear(RoundKind kind, string periodTo, int missing)
    {
        var town = await TownAsync(Town.Matrix);
        await town.Rounds.OpenRoundAsync(new OpenRoundRequest(town.Yearly) { Kind = kind, PeriodFrom = $"{periodTo[..4]}-01-01", PeriodTo = periodTo });

        Assert.Equal(missing, (await MissingAsync(town)).Count);
    }

    [Fact]
    public async Task Yearly_RoundOfOneUnit_LeavesTheOtherMissing()
    {
        var town = await TownAsync(Town.Matrix);
        town.Hire();
        town.Hire(town.OtherUnit);
        await town.Rounds.OpenRoundAsync(new OpenRoundRequest(town.Yearly) { UnitIds = { town.Unit } });
        Assert.Single(await MissingAsync(town));

        await town.Rounds.OpenRoundAsync(new OpenRoundRequest(town.Yearly) { UnitIds = { town.OtherUnit } });

        Assert.Empty(await MissingAsync(town));
    }

    [Fact]
    public async Task Quarterly_NotOpened_IsMissingForTheQuarterBefore()
    {
        var rules = Town.Matrix;
        rules.Rounds.Required = RequiredRounds.Quarterly;
        var town = await TownAsync(rules);

        Assert.Equal(("2020-07-01", "2020-09-30"), Assert.Single((await MissingAsync(town)).Select(round => (round.PeriodFrom, round.PeriodTo))));
    }

    [Fact]
    public async Task Yearly_NotOpened_IsAWarningOnceAndAMetricUntilItIsOpened()
    {
        var town = await TownAsync(Town.Matrix);
        using var log = new LogWatch();
        log.Expect(nameof(MissingRoundsTimer));
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(log));
        using var timer = new MissingRoundsTimer(
            service.Running.Services.GetRequiredService<ListMissingRounds>(), service.Running.Services.GetRequiredService<EvaluationMetrics>(), service.Clock,
            Options.Create(new RoundOptions { CheckEverySeconds = 1 }), logging.CreateLogger<MissingRoundsTimer>());

        await timer.StartAsync(CancellationToken.None);
        // The service's own timer measures too: what this one has done is known by its log.
        await Eventually.HoldsAsync(() => log.Has($"The Yearly round of 2020-01-01 to 2020-12-31 of city {town.Id} is not open"), "the warning is logged");
        await Eventually.HoldsAsync(() => MeasuredOf(town) == 1, "the round is measured as missing");
        log.AssertNothingUnexpected(); // from here on

        var other = await TownAsync(Town.Matrix);
        await Eventually.HoldsAsync(() => log.Has(other.Id), "the other city's is logged by a later tick");
        await town.Rounds.OpenRoundAsync(town.Yearly);
        await Eventually.HoldsAsync(() => MeasuredOf(town) == 0, "it is measured as missing no longer");
        Assert.False(log.Has(town.Id));
        await timer.StopAsync(CancellationToken.None);
    }

    private static int MeasuredOf(Town town)
    {
        var missing = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, itself) =>
            {
                if (instrument.Name == "workforce.round.missing")
                    itself.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, measured, tags, _) =>
        {
            foreach (var (name, value) in tags)
                if (name == "workforce.city.id" && $"{value}" == town.Id)
                    missing += measured;
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return missing;
    }

    private async Task<Town> TownAsync(RatingRules rules)
    {
        var town = new Town(service) { HeadsBeforeDue = [7, 1] };
        await town.Policies.ApplyRatingPolicyAsync(new ApplyRatingPolicyRequest { Policy = town.PolicyOf(rules) });
        return town;
    }

    private static async Task<IReadOnlyList<MissingRound>> MissingAsync(Town town) =>
        (await town.Rounds.ListMissingRoundsAsync(new ListMissingRoundsRequest { CityId = town.Id })).Rounds;
}
