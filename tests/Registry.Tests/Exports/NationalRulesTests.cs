using Workforce.Registry.Events;
using Workforce.Registry.Rules;
using Xunit;

namespace Workforce.Registry.Tests.Exports;

/// <summary>Whom the national export leaves out, and for which reason: the first that applies.</summary>
public sealed class NationalRulesTests
{
    private static readonly NationalRules Kupang = new(new DateOnly(2021, 12, 31), ["Pengemudi", "Petugas Keamanan"], 20, 56, []);

    private static readonly NationalRules Strict = new(
        Kupang.RulesOf, Kupang.ExcludedPositions, 20, 56,
        [ExclusionReason.Procurement, ExclusionReason.Blud, ExclusionReason.AppointedLater, ExclusionReason.LessThanAYear]);

    private static readonly Candidate Nurse = new(
        "Perawat", EngagementKind.NonPermanent, IsBlud: false, new DateOnly(2015, 1, 1), new DateOnly(1990, 5, 12), IsOfThkList: false);

    [Theory]
    [InlineData("Perawat", null)]
    [InlineData("Pengemudi", ExclusionReason.Position)]
    [InlineData("  PETUGAS  keamanan ", ExclusionReason.Position)]
    [InlineData("Pengemudi Ambulans", null)]
    public void ReasonFor_Position_IsByItsWholeName(string position, ExclusionReason? reason) =>
        Assert.Equal(reason, Kupang.ReasonFor(Nurse with { Position = position }));

    // Whole years on the day of the rules.
    [Theory]
    [InlineData("2001-12-31", null)]
    [InlineData("2002-01-01", ExclusionReason.BelowAge)]
    [InlineData("1965-01-01", null)]
    [InlineData("1964-12-31", ExclusionReason.AboveAge)]
    [InlineData("1965-12-31", null)]
    public void ReasonFor_Age_IsCountedOnTheDayOfTheRules(string born, ExclusionReason? reason) =>
        Assert.Equal(reason, Kupang.ReasonFor(Nurse with { BirthDate = DateOnly.Parse(born, null) }));

    [Theory]
    [InlineData("2002-01-01")]
    [InlineData("1950-01-01")]
    public void ReasonFor_WorkerOfTheThkList_MayHaveAnyAge(string born) =>
        Assert.Null(Kupang.ReasonFor(Nurse with { BirthDate = DateOnly.Parse(born, null), IsOfThkList = true }));

    [Fact]
    public void ReasonFor_WorkerOfTheThkList_IsLeftOutByPosition() =>
        Assert.Equal(ExclusionReason.Position, Kupang.ReasonFor(Nurse with { Position = "Pengemudi", IsOfThkList = true }));

    [Theory]
    [InlineData(EngagementKind.Individual, ExclusionReason.Procurement)]
    [InlineData(EngagementKind.Outsourced, ExclusionReason.Procurement)]
    [InlineData(EngagementKind.PartTimePppk, null)]
    public void ReasonFor_PaidByProcurement_IsLeftOutWhereTheRulesNameIt(EngagementKind engagement, ExclusionReason? reason)
    {
        Assert.Equal(reason, Strict.ReasonFor(Nurse with { Engagement = engagement }));
        Assert.Null(Kupang.ReasonFor(Nurse with { Engagement = engagement }));
    }

    [Fact]
    public void ReasonFor_PaidByABlud_IsLeftOutWhereTheRulesNameIt()
    {
        Assert.Equal(ExclusionReason.Blud, Strict.ReasonFor(Nurse with { IsBlud = true }));
        Assert.Null(Kupang.ReasonFor(Nurse with { IsBlud = true }));
    }

    // Who began on 1 January has served a year through 31 December.
    [Theory]
    [InlineData("2021-01-01", null)]
    [InlineData("2021-01-02", ExclusionReason.LessThanAYear)]
    [InlineData("2021-12-31", ExclusionReason.LessThanAYear)]
    [InlineData("2022-01-01", ExclusionReason.AppointedLater)]
    public void ReasonFor_Service_IsCountedThroughTheDayOfTheRules(string appointedOn, ExclusionReason? reason)
    {
        var candidate = Nurse with { AppointedOn = DateOnly.Parse(appointedOn, null) };
        Assert.Equal(reason, Strict.ReasonFor(candidate));
        Assert.Null(Kupang.ReasonFor(candidate));
    }

    [Fact]
    public void ReasonFor_SeveralApply_IsTheFirst()
    {
        var candidate = new Candidate("Pengemudi", EngagementKind.Outsourced, IsBlud: true, new DateOnly(2022, 1, 1), new DateOnly(1950, 1, 1), IsOfThkList: false);
        Assert.Equal(ExclusionReason.Position, Strict.ReasonFor(candidate));
        Assert.Equal(ExclusionReason.Procurement, Strict.ReasonFor(candidate with { Position = "Perawat" }));
        Assert.Equal(ExclusionReason.AboveAge, Kupang.ReasonFor(candidate with { Position = "Perawat" }));
    }

    [Fact]
    public void ReasonFor_RulesWithoutAges_LeaveNoAgeOut() =>
        Assert.Null(new NationalRules(Kupang.RulesOf, [], null, null, []).ReasonFor(Nurse with { BirthDate = new DateOnly(1930, 1, 1) }));
}
