using System.Globalization;
using Microsoft.Extensions.Configuration;
using Workforce.ServiceDefaults.Time;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

public sealed class ClockTests
{
    [Fact]
    public void From_StoryMoment_StartsThereAndRunsOn()
    {
        var clock = StoryClock.From(Configured("2021-01-01T00:00:05+08:00"));

        var first = clock.GetUtcNow();
        Assert.InRange(first, DateTimeOffset.Parse("2020-12-31T16:00:05Z", CultureInfo.InvariantCulture), DateTimeOffset.Parse("2020-12-31T16:00:35Z", CultureInfo.InvariantCulture));
        Assert.True(SpinWait.SpinUntil(() => clock.GetUtcNow() > first, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void From_NothingConfigured_IsTheSystemsClock() => Assert.Same(TimeProvider.System, StoryClock.From(Configured(null)));

    [Theory]
    [InlineData("2021-01-01")]
    [InlineData("2021-01-01T00:00:05")]
    [InlineData("midnight")]
    public void From_NotAMomentWithOffset_NamesKeyAndValue(string value)
    {
        var error = Assert.Throws<InvalidOperationException>(() => StoryClock.From(Configured(value)));

        Assert.Contains("Clock:StartsAt", error.Message, StringComparison.Ordinal);
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Asia/Jakarta", "2020-12-31")]
    [InlineData("Asia/Makassar", "2021-01-01")]
    [InlineData("Asia/Jayapura", "2021-01-01")]
    public void TodayIn_MinuteAfterMidnightInWita_IsNewYearOnlyInZonesThatReachedIt(string zone, string today)
    {
        var clock = StoryClock.From(Configured("2021-01-01T00:01:00+08:00"));

        Assert.Equal(DateOnly.Parse(today, CultureInfo.InvariantCulture), clock.TodayIn(zone));
    }

    [Fact]
    public void Advance_NotFurther_StaysWhereItIs()
    {
        var clock = Story();
        clock.Advance(clock.Ahead + TimeSpan.FromDays(7));
        var ahead = clock.Ahead;

        clock.Advance(ahead - TimeSpan.FromDays(1));

        Assert.Equal(ahead, clock.Ahead);
        Assert.False(clock.Moved.IsCompleted);
    }

    [Fact]
    public async Task Timer_ClockIsMoved_TicksAtOnce()
    {
        var clock = Story();
        using var timer = new StoryTimer(TimeSpan.FromHours(1), clock);
        var ticking = timer.WaitForNextTickAsync(CancellationToken.None);
        Assert.False(ticking.IsCompleted);

        clock.Advance(clock.Ahead + TimeSpan.FromDays(1));

        Assert.True(await ticking.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.False(timer.WaitForNextTickAsync(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Timer_ClockIsMovedDuringTheWork_TicksOnceMoreAfterIt()
    {
        var clock = Story();
        using var timer = new StoryTimer(TimeSpan.FromHours(1), clock);
        clock.Advance(clock.Ahead + TimeSpan.FromDays(1));
        clock.Advance(clock.Ahead + TimeSpan.FromDays(1));

        Assert.True(await timer.WaitForNextTickAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.False(timer.WaitForNextTickAsync(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Timer_RealTime_TicksAndStops()
    {
        using var timer = new StoryTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        Assert.True(await timer.WaitForNextTickAsync(CancellationToken.None));
        using var stopping = new CancellationTokenSource();
        using var slow = new StoryTimer(TimeSpan.FromHours(1), TimeProvider.System);
        var ticking = slow.WaitForNextTickAsync(stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ticking);
    }

    private static StoryClock Story() => (StoryClock)StoryClock.From(Configured("2020-12-31T23:00:00+08:00"));

    private static IConfiguration Configured(string? startsAt) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(StoryClock.Key, startsAt)]).Build();
}
