using Workforce.Contract.Contracts;
using Workforce.Contract.Policies;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Errors;
using Xunit;

namespace Workforce.Contract.Tests;

public sealed class PolicyTests
{
    private static readonly Policy First = new(Guid.Empty, 1, Town.Day("2020-01-01"), 14, 14, "BKPPD", "id");
    private static readonly ExemptionList List =
        new(Guid.Empty, 1, "1", Town.Day("2020-12-28"), new Signatory("N", "T"), null, new(["hospital"]), new(["damkar"]));

    [Fact]
    public void InForceOn_VersionOfLaterEffect_DoesNotCountYet()
    {
        var planned = First with { Version = 2, EffectiveFrom = Town.Day("2021-01-02") };

        Assert.Equal(First, Policy.InForceOn(Town.Day("2021-01-01"), [First, planned]));
        Assert.Equal(planned, Policy.InForceOn(Town.Day("2021-01-02"), [First, planned]));
    }

    [Fact]
    public void InForceOn_SameEffect_NewestVersionCounts()
    {
        var corrected = First with { Version = 2, EvaluationDueDays = 30 };

        Assert.Equal(corrected, Policy.InForceOn(Town.Day("2021-01-01"), [First, corrected]));
    }

    [Fact]
    public void InForceOn_BeforeTheFirst_IsNone() => Assert.Null(Policy.InForceOn(Town.Day("2019-12-31"), [First]));

    [Theory]
    [InlineData(0, 14, "id", "policy.rounds.expiry_due_days '0'")]
    [InlineData(14, 367, "id", "policy.objection.days '367'")]
    [InlineData(14, 14, "jv", "policy.language 'jv'")]
    public void Validated_ValueNoCityCanMean_NamesFieldAndValue(int dueDays, int objectionDays, string language, string told)
    {
        var policy = First with { EvaluationDueDays = dueDays, ObjectionDays = objectionDays, Language = language };

        Assert.StartsWith(told, Assert.Throws<InvalidInputException>(policy.Validated).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 90, 0 }, "policy.reminders.days_before_end[1] '0'")]
    [InlineData(new[] { 367 }, "policy.reminders.days_before_end[0] '367'")]
    [InlineData(new[] { 7, 30, 7 }, "policy.reminders.days_before_end[2] '7'")]
    public void Validated_StepThatNoCityCanMean_NamesWhichOne(int[] steps, string expected) =>
        Assert.StartsWith(
            expected, Assert.Throws<InvalidInputException>((First with { DaysBeforeEnd = new(steps) }).Validated).Message, StringComparison.Ordinal);

    [Fact]
    public void Policy_SameCalendarAndStepsInOtherOrder_IsEqual() =>
        Assert.Equal(
            First with { DaysBeforeEnd = new([90, 30]), Calendar = new([DayOfWeek.Monday, DayOfWeek.Sunday], [Town.Day("2021-01-01"), Town.Day("2020-12-25")]) },
            First with { DaysBeforeEnd = new([30, 90]), Calendar = new([DayOfWeek.Sunday, DayOfWeek.Monday], [Town.Day("2020-12-25"), Town.Day("2021-01-01")]) });

    [Fact]
    public void ReachedOn_ADay_IsTheNearestStepOfEachLastDayAndNoDayThatIsOver() =>
        Assert.Equal(
            [(7, Town.Day("2020-12-24"), Town.Day("2020-12-31")), (30, Town.Day("2021-01-01"), Town.Day("2021-01-23")), (90, Town.Day("2021-01-24"), Town.Day("2021-03-24"))],
            new ReminderSteps([90, 30, 7]).ReachedOn(Town.Day("2020-12-24")));

    [Fact]
    public void ExemptionListInForceOn_DecidedByThen_IsTheLastDecided()
    {
        var earlier = List with { Version = 2, DecidedOn = Town.Day("2020-06-01") };
        var later = List with { Version = 3, DecidedOn = Town.Day("2021-06-01") };

        Assert.Equal(List, ExemptionList.InForceOn(Town.Day("2021-01-01"), [List, earlier, later]));
    }

    [Fact]
    public void ExemptionListInForceOn_DecidedAfterTheNight_IsTheFirstDecided() =>
        Assert.Equal(List, ExemptionList.InForceOn(Town.Day("2020-12-01"), [List with { Version = 2, DecidedOn = Town.Day("2021-06-01") }, List]));

    [Fact]
    public void ExemptionList_SameNamesInOtherOrderAndCase_IsEqual() =>
        Assert.Equal(
            List with { Kinds = new(["Hospital ", "fire"]), UnitCodes = new([]) },
            List with { Kinds = new(["fire", "hospital"]), UnitCodes = new([]) });

    [Theory]
    [InlineData("hospital", "rsud", true)]
    [InlineData("office", "DAMKAR", true)]
    [InlineData("office", "bagum", false)]
    public void KeepsWorking_KindOrCode_Decides(string kind, string code, bool keepsWorking) =>
        Assert.Equal(keepsWorking, List.KeepsWorking(kind, code));

    [Fact]
    public void FaultOf_EndsBeforeItBegins_SaysSo()
    {
        var contract = new RegisteredContract(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), null, Town.Day("2020-12-31"), Town.Day("2020-01-01"));

        Assert.Equal("ends on 2020-01-01, before its first day 2020-12-31", Terms.FaultOf(contract));
        Assert.Null(Terms.FaultOf(contract with { LastDay = contract.FirstDay }));
    }
}
