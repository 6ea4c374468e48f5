using System.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Clock.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>A service with a story that no test moves.</summary>
public sealed class UnmovedService(TestServers servers) : IAsyncLifetime
{
    internal const string Story = "Clock:StartsAt=2020-10-01T08:00:00+08:00";

    internal TestService Running { get; private set; } = null!;

    public async Task InitializeAsync() => Running = await BareService.StartAsync(servers, Story);

    public async Task DisposeAsync() => await Running.DisposeAsync();
}

/// <summary>A story's clock is moved forward, never back, in all instances of a service, and outlives them.</summary>
[Collection(Servers.Name)]
public sealed class StoryClockTests(TestServers servers, UnmovedService unmoved) : IClassFixture<UnmovedService>
{
    private const string Story = UnmovedService.Story;

    [Fact]
    public async Task Get_Story_ShowsItsBeginning()
    {
        var clock = await ClockOf(unmoved.Running).GetClockAsync(new GetClockRequest());

        Assert.Equal(At("2020-10-01T00:00:00Z"), clock.StoryStartsAt.ToDateTimeOffset());
        AssertShows("2020-10-01T00:00:00Z", clock.Shows.ToDateTimeOffset());
    }

    [Fact]
    public async Task Move_Later_ShowsItAndKeepsWhoDidIt()
    {
        await using var service = await BareService.StartAsync(servers, Story);

        var moved = await MoveAsync(service, "2021-01-08T09:00+08:00");

        AssertShows("2020-10-01T00:00:00Z", moved.From.ToDateTimeOffset());
        AssertShows("2021-01-08T01:00:00Z", moved.Shows.ToDateTimeOffset());
        Assert.Equal(1, moved.Instances);
        AssertShows("2021-01-08T01:00:00Z", service.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        Assert.Equal(1L, await service.ScalarAsync<long>("select count(*) from story_clock where by_subject <> '' and by_name <> '' and by_issuer <> ''"));
    }

    [Theory]
    [InlineData("2020-10-01T08:00:00+08:00")]
    [InlineData("2020-09-30T23:00Z")]
    public async Task Move_NotLater_IsRefusedWithWhatTheClockShows(string to)
    {
        var refused = await RefusedAsync(unmoved.Running, to);

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains($"is not later than what the clock shows, {(to[^1] == 'Z' ? "2020-10-01T00:0" : "2020-10-01T08:0")}", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_RealTime_IsRefused()
    {
        await using var service = await BareService.StartAsync(servers);

        var refused = await RefusedAsync(service, "2121-01-08T09:00+08:00");

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("the clock is real time, which cannot be moved", refused.Detail, StringComparison.Ordinal);
        Assert.Null((await ClockOf(service).GetClockAsync(new GetClockRequest())).StoryStartsAt);
    }

    [Theory]
    [InlineData("", "to: is required")]
    [InlineData("2021-01-08T09:00", "to '2021-01-08T09:00': is not a moment with its offset")]
    [InlineData("2021-02-30T09:00+08:00", "to '2021-02-30T09:00+08:00': is not a moment with its offset")]
    [InlineData("9999-12-31T23:59:59Z", "is after the year 9000")]
    public async Task Move_NoMoment_NamesFieldAndValue(string to, string sentence)
    {
        var refused = await RefusedAsync(unmoved.Running, to);

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains(sentence, refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SameStory_GoesOnWhereItWas()
    {
        await using var service = await BareService.StartAsync(servers, Story);
        await MoveAsync(service, "2021-01-08T09:00+08:00");
        await service.StopAsync();

        await using var again = await service.StartAnotherAsync();

        AssertShows("2021-01-08T01:00:00Z", await ShownAsync(again));
    }

    [Fact]
    public async Task Start_AnotherStory_BeginsItAndLeavesTheFormer()
    {
        var database = await servers.CreateDatabaseAsync();
        await using (var former = await StartAsync(database, "2020-10-01T08:00:00+08:00"))
            await MoveAsync(former, "2021-01-08T09:00+08:00");

        await using (var other = await StartAsync(database, "2020-12-31T23:00:00+08:00"))
            AssertShows("2020-12-31T15:00:00Z", await ShownAsync(other));
        // The same moment, otherwise written.
        await using var again = await StartAsync(database, "2020-10-01T00:00:00Z");
        AssertShows("2021-01-08T01:00:00Z", await ShownAsync(again));
    }

    [Fact]
    public async Task Move_TwoInstances_BothHaveItOnceItHasAnswered()
    {
        await using var one = await BareService.StartAsync(servers, Story);
        await using var other = await one.StartAnotherAsync();

        var moved = await MoveAsync(one, "2021-01-08T09:00+08:00");

        Assert.Equal(2, moved.Instances);
        AssertShows("2021-01-08T01:00:00Z", other.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        AssertShows("2021-01-08T01:00:00Z", await ShownAsync(one));
    }

    [Fact]
    public async Task Move_InstanceThatWasKilled_IsWaitedForUntilItIsSilent()
    {
        await using var service = await BareService.StartAsync(servers, Story);
        await service.ExecuteAsync("insert into clock_instance select gen_random_uuid(), starts_at, ahead, clock_timestamp() - interval '3.5 seconds' from story_clock");
        var waiting = Stopwatch.StartNew();

        Assert.Equal(1, (await MoveAsync(service, "2021-01-08T09:00+08:00")).Instances);

        Assert.InRange(waiting.Elapsed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Stop_Instance_IsNotWaitedFor()
    {
        await using var one = await BareService.StartAsync(servers, Story);
        await using (var other = await one.StartAnotherAsync())
            Assert.Equal(2L, await one.ScalarAsync<long>("select count(*) from clock_instance"));

        Assert.Equal(1, (await MoveAsync(one, "2021-01-08T09:00+08:00")).Instances);
    }

    private Task<TestService> StartAsync(string database, string startsAt) => BareService.StartAsync(servers, new ServiceSetup("contract")
    {
        Database = database,
        Settings = new Dictionary<string, string?> { ["Clock:StartsAt"] = startsAt },
    });

    private static ClockService.ClockServiceClient ClockOf(TestService service) => service.Client<ClockService.ClockServiceClient>();

    private static async Task<MoveClockReply> MoveAsync(TestService service, string to) => await ClockOf(service).MoveClockAsync(new MoveClockRequest { To = to });

    private static async Task<Status> RefusedAsync(TestService service, string to) =>
        (await Assert.ThrowsAsync<RpcException>(() => MoveAsync(service, to))).Status;

    private static async Task<DateTimeOffset> ShownAsync(TestService service) =>
        (await ClockOf(service).GetClockAsync(new GetClockRequest())).Shows.ToDateTimeOffset();

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    private static void AssertShows(string expected, DateTimeOffset shown) => Assert.InRange(shown, At(expected), At(expected).AddMinutes(2));
}
