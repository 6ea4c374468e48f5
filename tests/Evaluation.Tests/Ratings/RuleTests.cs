using Workforce.Evaluation.Policies;
using Xunit;

namespace Workforce.Evaluation.Tests.Ratings;

/// <summary>The rules of a rating policy by themselves.</summary>
public sealed class RuleTests
{
    private static readonly RatedDays Year = new(new(2020, 1, 1), new(2020, 12, 31), new(2020, 1, 1));

    /// <summary>Scenario 1 of the renewal: the nine cells of the matrix.</summary>
    [Theory]
    [InlineData(Expectation.Above, Expectation.Above, Predicate.VeryGood)]
    [InlineData(Expectation.Above, Expectation.At, Predicate.Good)]
    [InlineData(Expectation.At, Expectation.Above, Predicate.Good)]
    [InlineData(Expectation.At, Expectation.At, Predicate.Good)]
    [InlineData(Expectation.Below, Expectation.Above, Predicate.NeedsImprovement)]
    [InlineData(Expectation.Below, Expectation.At, Predicate.NeedsImprovement)]
    [InlineData(Expectation.Above, Expectation.Below, Predicate.Poor)]
    [InlineData(Expectation.At, Expectation.Below, Predicate.Poor)]
    [InlineData(Expectation.Below, Expectation.Below, Predicate.VeryPoor)]
    public void PredicateOf_CellOfTheMatrix_IsThatOfScenario1(Expectation result, Expectation conduct, Predicate expected) =>
        Assert.Equal(expected, RatingRules.PredicateOf(result, conduct));

    /// <summary>Scenario 1 of the renewal: 76 is baik, 75.99 is not.</summary>
    [Theory]
    [InlineData("100", Predicate.VeryGood)]
    [InlineData("91", Predicate.VeryGood)]
    [InlineData("90.99", Predicate.Good)]
    [InlineData("76", Predicate.Good)]
    [InlineData("75.99", Predicate.NeedsImprovement)]
    [InlineData("61", Predicate.NeedsImprovement)]
    [InlineData("60.99", Predicate.Poor)]
    [InlineData("51", Predicate.Poor)]
    [InlineData("50.99", Predicate.VeryPoor)]
    [InlineData("0", Predicate.VeryPoor)]
    public void PredicateOf_ScoreAtACut_IsThatOfScenario1(string score, Predicate expected) =>
        Assert.Equal(expected, Rules().PredicateOf(decimal.Parse(score, System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Scenario 2 of the renewal: 15 days absent without leave renew, 16 do not; 16 days ill and none without leave renew.</summary>
    [Theory]
    [InlineData(AbsenceKind.Unexcused, 15, true)]
    [InlineData(AbsenceKind.Unexcused, 16, false)]
    [InlineData(AbsenceKind.Sick, 16, true)]
    public void Recommend_DaysAbsent_IsThatOfScenario2(AbsenceKind kind, int days, bool renews)
    {
        var rules = Rules(new AbsenceLimit(15, null, AbsencePeriod.ContractYear));
        var recommended = rules.Recommend(Predicate.VeryGood, rules.Absences.FirstExceeded([new Absence(kind, days, null)], Year));
        Assert.Equal(renews, recommended.IsRenew);
        Assert.Equal(renews ? [] : [NonRenewalGround.Absence], recommended.Grounds);
    }

    [Theory]
    [InlineData(Predicate.NeedsImprovement, true)]
    [InlineData(Predicate.Poor, false)]
    public void Recommend_PredicateBelowTheMinimum_IsNotToRenewForPerformance(Predicate predicate, bool renews) =>
        Assert.Equal(renews ? [] : [NonRenewalGround.Performance], Rules().Recommend(predicate, null).Grounds);

    [Fact]
    public void Recommend_AbsencesAreNoInput_AreNotLookedAt() =>
        Assert.True((Rules() with { Inputs = [RatingInput.Predicate] }).Recommend(Predicate.Good, new AbsenceLimit(1, null, AbsencePeriod.Month)).IsRenew);

    // Sarolangun: 12 days in a month, or 46 in the year.
    [Theory]
    [InlineData("3:11 4:11", 0)]
    [InlineData("3:11 4:12", 1)]
    [InlineData("1:9 2:9 3:9 4:9 5:10", 2)]
    [InlineData("1:9 2:9 3:9 4:9 5:9", 0)]
    [InlineData("1:12 2:12 3:12 4:12", 1)]
    public void FirstExceeded_ByMonthAndYear_IsTheFirstOfThePolicy(string months, int limit)
    {
        AbsenceLimit[] limits = [new(null, 12, AbsencePeriod.Month), new(null, 46, AbsencePeriod.ContractYear)];
        Absence[] absences = [.. months.Split(' ').Select(month => month.Split(':')).Select(month =>
            new Absence(AbsenceKind.Unexcused, int.Parse(month[1], null), new DateOnly(2020, int.Parse(month[0], null), 1)))];
        Assert.Equal(limit == 0 ? null : limits[limit - 1], Rules(limits).Absences.FirstExceeded(absences, Year));
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(5, false)]
    public void FirstExceeded_ContractFromTheMiddleOfAMonth_HasOneYear(int daysOfJanuary, bool isExceeded)
    {
        var rules = Rules(new AbsenceLimit(15, null, AbsencePeriod.ContractYear));
        var rated = new RatedDays(new(2020, 1, 15), new(2021, 1, 14), new(2020, 1, 15));
        Absence[] absences = [new(AbsenceKind.Unexcused, 10, new(2020, 5, 1)), new(AbsenceKind.Unexcused, daysOfJanuary, new(2021, 1, 1))];

        Assert.Equal(isExceeded, rules.Absences.FirstExceeded(absences, rated) is not null);
        Assert.Null(rules.Absences.FirstUndecided([new(AbsenceKind.Unexcused, 16, null)], rated));
    }

    [Fact]
    public void FirstExceeded_YearsOfTheContract_AreCountedApart()
    {
        var rules = Rules(new AbsenceLimit(15, null, AbsencePeriod.ContractYear));
        // The contract's second year begins in July.
        var rated = new RatedDays(new(2020, 1, 1), new(2020, 12, 31), new(2019, 7, 1));
        Absence Days(int month, int days) => new(AbsenceKind.Unexcused, days, new DateOnly(2020, month, 1));

        Assert.Null(rules.Absences.FirstExceeded([Days(6, 10), Days(7, 10)], rated));
        Assert.NotNull(rules.Absences.FirstExceeded([Days(7, 10), Days(8, 6)], rated));
        Assert.NotNull(rules.Absences.FirstUndecided([new Absence(AbsenceKind.Unexcused, 16, null)], rated));
        Assert.Null(rules.Absences.FirstUndecided([new Absence(AbsenceKind.Unexcused, 15, null)], rated));
    }

    private static RatingRules Rules(params AbsenceLimit[] limits) => new(
        RatingScheme.Score100, [91, 76, 61, 51], HeadRecommendationRule.Optional, new AbsenceRules([AbsenceKind.Unexcused], limits), Predicate.NeedsImprovement,
        [RatingInput.Predicate, RatingInput.Absences], RequiredRounds.Yearly, null, 14, 5);
}
