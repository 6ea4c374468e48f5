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

    [Fact]
    public void DueDay_TwoWeeks_CrossesTheYear() =>
        Assert.Equal(Town.Day("2021-01-14"), CycleCalendar.DueDay(Town.Day("2020-12-31"), 14));
}
