using Workforce.Contract.Cycles;
using Workforce.Contract.Policies;
using Xunit;

namespace Workforce.Contract.Tests;

public sealed class CycleCalendarTests
{
    [Fact]
    public void StayHomeFrom_MayorDecidedALaterDay_IsThatDay() =>
        Assert.Equal(Town.Day("2021-01-04"), CycleCalendar.StayHomeFrom(Town.Day("2020-12-31"), Town.Day("2021-01-04"), WorkingCalendar.MondayToFriday));

    [Theory]
    [InlineData("2020-12-31", "2021-01-01")] // Thursday, Friday
    [InlineData("2021-12-31", "2022-01-03")] // Friday, Monday
    [InlineData("2022-12-31", "2023-01-02")] // Saturday, Monday
    public void StayHomeFrom_ListIsOfAnEarlierYear_IsTheFirstWorkingDay(string lastDay, string expected) =>
        Assert.Equal(Town.Day(expected), CycleCalendar.StayHomeFrom(Town.Day(lastDay), Town.Day("2020-12-31"), WorkingCalendar.MondayToFriday));

    [Fact]
    public void StayHomeFrom_NothingDecided_IsTheFirstWorkingDay() =>
        Assert.Equal(Town.Day("2023-11-01"), CycleCalendar.StayHomeFrom(Town.Day("2023-10-31"), null, WorkingCalendar.MondayToFriday));

    [Theory]
    [InlineData("2020-12-23", "2020-12-28")] // Wednesday; two holidays and a weekend
    [InlineData("2020-12-30", "2021-01-04")] // Wednesday; New Year's Eve, New Year, a weekend
    [InlineData("2021-02-11", "2021-02-15")] // Thursday; Lunar New Year, a weekend
    [InlineData("2021-02-15", "2021-02-16")]
    public void StayHomeFrom_CityHasHolidays_IsTheFirstWorkingDayOfItsCalendar(string lastDay, string expected)
    {
        string[] holidays = ["2020-12-24", "2020-12-25", "2020-12-31", "2021-01-01", "2021-02-12"];

        Assert.Equal(Town.Day(expected), CycleCalendar.StayHomeFrom(Town.Day(lastDay), null, new WorkingCalendar([], holidays.Select(Town.Day))));
    }

    [Fact]
    public void StayHomeFrom_CityWorksOnSaturdays_IsTheSaturday() =>
        Assert.Equal(
            Town.Day("2021-01-02"),
            CycleCalendar.StayHomeFrom(Town.Day("2020-12-31"), null, new WorkingCalendar([DayOfWeek.Saturday, DayOfWeek.Monday], [Town.Day("2021-01-01")])));

    [Theory]
    [InlineData("2021-01-01", "2021-01-14")] // the day after, as every night: from the last day, across the year
    [InlineData("2021-01-02", "2021-01-16")] // late: from the day of the sweep
    [InlineData("2021-01-20", "2021-02-03")]
    [InlineData("2022-03-01", "2022-03-15")]
    public void DueDay_SweepOnADay_IsCountedFromItOnceItIsLate(string sweptOn, string expected) =>
        Assert.Equal(Town.Day(expected), CycleCalendar.DueDay(Town.Day("2020-12-31"), Town.Day(sweptOn), 14));
}
