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

    private static IConfiguration Configured(string? startsAt) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(StoryClock.Key, startsAt)]).Build();
}
