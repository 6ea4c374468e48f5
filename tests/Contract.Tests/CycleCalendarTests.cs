using Workforce.Contract.Cycles;
using Xunit;

namespace Workforce.Contract.Tests;

public sealed class CycleCalendarTests
{
    [Fact]
    public void StayHomeFrom_MayorDecidedALaterDay_IsThatDay() =>
        Assert.Equal(Town.Day("2021-01-04"), CycleCalendar.StayHomeFrom(Town.Day("2020-12-31"), Town.Day("2021-01-04")));

    [Theory]
    [InlineData("2020-12-31", "2021-01-01")] // Thursday, Friday
    [InlineData("2021-12-31", "2022-01-03")] // Friday, Monday
    [InlineData("2022-12-31", "2023-01-02")] // Saturday, Monday
    public void StayHomeFrom_ListIsOfAnEarlierYear_IsTheFirstWorkingDay(string lastDay, string expected) =>
        Assert.Equal(Town.Day(expected), CycleCalendar.StayHomeFrom(Town.Day(lastDay), Town.Day("2020-12-31")));

    [Fact]
    public void StayHomeFrom_NothingDecided_IsTheFirstWorkingDay() =>
        Assert.Equal(Town.Day("2023-11-01"), CycleCalendar.StayHomeFrom(Town.Day("2023-10-31"), null));

    [Theory]
    [InlineData("2021-01-01", "2021-01-14")] // the day after, as every night: from the last day, across the year
    [InlineData("2021-01-02", "2021-01-16")] // late: from the day of the sweep
    [InlineData("2021-01-20", "2021-02-03")]
    [InlineData("2022-03-01", "2022-03-15")]
    public void DueDay_SweepOnADay_IsCountedFromItOnceItIsLate(string sweptOn, string expected) =>
        Assert.Equal(Town.Day(expected), CycleCalendar.DueDay(Town.Day("2020-12-31"), Town.Day(sweptOn), 14));
}
