using Workforce.Evaluation.Events;
using Workforce.Evaluation.Reminders;
using Workforce.Evaluation.Tests.Ratings;
using Workforce.Evaluation.V1;
using Workforce.ServiceDefaults.Topology;
using Xunit;

namespace Workforce.Evaluation.Tests.Reminders;

/// <summary>Heads are reminded of rounds and requests that are due, by the city's own days.</summary>
[Collection(nameof(EvaluationService))]
public sealed class HeadReminderTests(EvaluationService service) : IDisposable
{
    private static readonly string Queue = QueueName.For<RatingsDue>("notification");

    public void Dispose()
    {
        service.Clock.Set("2020-12-18T12:00:00+08:00");
        service.Running.Log.AssertNothingUnexpected();
    }

    [Theory]
    [InlineData("2020-12-10", null, new int[0])]
    [InlineData("2020-12-11", 7, new int[0])]
    [InlineData("2020-12-16", 7, new int[0])]
    [InlineData("2020-12-17", 1, new[] { 7 })]
    [InlineData("2020-12-18", 1, new[] { 7 })]
    [InlineData("2020-12-19", null, new int[0])]
    public void Reached_AroundTheDueDay_IsTheNearestStep(string today, int? step, int[] superseded)
    {
        var reached = DueRatings.ReachedOn(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), new(2020, 12, 18), [7, 1]);

        Assert.Equal(step, reached?.Step);
        Assert.Equal(superseded, reached?.Superseded ?? []);
    }

    [Fact]
    public async Task Round_StepReachedInTheCitysZone_RemindsHeadsOfUnratedWorkersOnce()
    {
        service.Clock.Set("2020-12-10T23:59:59+08:00");
        var town = await Town.CreateAsync(new Town(service) { HeadsBeforeDue = [7, 1] }, Town.Matrix);
        string[] contracts = [town.Hire(), town.Hire(), town.Hire(town.OtherUnit)];
        await town.Head(town.OtherUnit).RateWorkersAsync(town.Rate(contracts[2], Town.Good));
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        Assert.Equal(0, await CountAsync(town.RoundId));

        service.Clock.Set("2020-12-11T00:00:00+08:00");
        var first = await TakeAsync(town.RoundId);
        await using var second = await service.Running.StartAnotherAsync();
        service.Clock.Set("2020-12-17T00:00:00+08:00");
        var last = await TakeAsync(town.RoundId);
        await Task.Delay(TimeSpan.FromSeconds(2.5));

        Assert.Null(first.Fault);
        Assert.Equal((false, new DateOnly(2020, 12, 18), 7, Guid.Parse(town.Id)), (first.IsCycle, first.DueDay, first.Step, first.CityId));
        Assert.Equal([new UnratedUnit(Guid.Parse(town.Unit), 2)], first.Units);
        Assert.Equal(1, last.Step);
        Assert.Equal(2, await CountAsync(town.RoundId));
        Assert.DoesNotContain(await service.Broker.TakeAsync(Queue), message => message.As<RatingsDue>().AboutId == Guid.Parse(town.RoundId));
    }

    [Fact]
    public async Task Round_StepsPassedUnnoticed_OneReminderAndTheOthersSuperseded()
    {
        var town = new Town(service) { HeadsBeforeDue = [14, 7, 1] };
        town.Hire();
        await Town.CreateAsync(town, Town.Matrix);

        var reminder = await TakeAsync(town.RoundId);

        Assert.Equal(1, reminder.Step);
        Assert.Equal(2, await service.Running.ScalarAsync<long>("select count(*) from head_reminder where about_id = $1 and superseded", Guid.Parse(town.RoundId)));
    }

    [Fact]
    public async Task Cycle_RequestsDue_RemindsOfTheOpenOnes()
    {
        service.Clock.Set("2021-01-07T00:00:01+08:00");
        var town = new Town(service) { HeadsBeforeDue = [7, 1] };
        await town.Policies.ApplyRatingPolicyAsync(new ApplyRatingPolicyRequest { Policy = town.PolicyOf(Town.Matrix) });
        var batch = Batches.Of(Batches.Unit(3), Batches.Unit(1)) with { CityId = Guid.Parse(town.Id) };
        batch = batch with { Rated = [batch.Units[1].Contracts[0].ContractId] };

        await service.PublishAndWaitAsync(batch, requests: 4);
        var reminder = await TakeAsync($"{batch.CycleId}");

        Assert.Equal((true, Batches.DueDay, 7), (reminder.IsCycle, reminder.DueDay, reminder.Step));
        Assert.Equal([new UnratedUnit(batch.Units[0].UnitId, 3)], reminder.Units);
    }

    private async Task<RatingsDue> TakeAsync(string about) => (await service.Broker.TakeUntilAsync(
        Queue, message => message.As<RatingsDue>().AboutId == Guid.Parse(about), "heads are reminded")).As<RatingsDue>();

    private Task<long> CountAsync(string about) =>
        service.Running.ScalarAsync<long>("select count(*) from head_reminder where about_id = $1 and not superseded", Guid.Parse(about));
}
