using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Evaluation.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>What <c>policy.yaml</c> says of ratings is read whole, or refused with line and path.</summary>
public sealed class RatingSectionTests
{
    private const string Policy =
        """
        effective_from: 2020-01-01
        rating:
          scheme: matrix3x3
          head_recommendation: required
          absences: { counts: [alpa], limits: [ { at_least: 12, per: month }, { at_least: 46, per: contract_year } ] }
          minimum_predicate: butuh_perbaikan
          inputs: [predicate, absences, willingness, discipline, age]
          rounds: { required: yearly, before_end_due: 2020-12-18, expiry_due_days: 14 }
        objection: { days: 14, ruling_days: 5 }
        """;

    [Fact]
    public void Read_WholeSection_HasAllOfIt()
    {
        using var folder = new TemporaryFolder();

        var policy = RatingSection.Read(folder.Write("policy.yaml", Policy))!;

        Assert.Equal("2020-01-01", policy.EffectiveFrom);
        Assert.Equal((RatingScheme.Matrix3X3, HeadRecommendationRule.Required, Predicate.NeedsImprovement), (policy.Rating.Scheme, policy.Rating.HeadRecommendation, policy.Rating.MinimumPredicate));
        Assert.Equal([AbsenceKind.Unexcused], policy.Rating.Absences.Counts);
        Assert.Equal(
            [new AbsenceLimit { AtLeast = 12, Per = AbsencePeriod.Month }, new AbsenceLimit { AtLeast = 46, Per = AbsencePeriod.ContractYear }], policy.Rating.Absences.Limits);
        Assert.Equal(5, policy.Rating.Inputs.Count);
        Assert.Equal((RequiredRounds.Yearly, "2020-12-18"), (policy.Rating.Rounds.Required, policy.Rating.Rounds.BeforeEndDue));
        Assert.Equal((14, 5), (policy.Objection.Days, policy.Objection.RulingDays));
    }

    [Theory]
    [InlineData("effective_from: 2020-01-01\n")]
    [InlineData("effective_from: 2020-01-01\nrating: { rounds: { expiry_due_days: 14 } }\n")]
    public void Read_NothingForEvaluation_IsNone(string text)
    {
        using var folder = new TemporaryFolder();
        Assert.Null(RatingSection.Read(folder.Write("policy.yaml", text)));
    }

    [Theory]
    [InlineData("scheme: matrix3x3", "scheme: matrix", "policy.yaml line 3, rating.scheme: 'matrix' is none of matrix3x3, score100 (did you mean matrix3x3?)")]
    [InlineData("scheme: matrix3x3", "skema: matrix3x3", "policy.yaml line 3, rating.skema: is not a field of this file (did you mean scheme?)")]
    [InlineData("counts: [alpa]", "counts: [alfa]", "policy.yaml line 5, rating.absences.counts: 'alfa' is none of sakit, izin, cuti, alpa, terlambat (did you mean alpa")]
    [InlineData("per: contract_year", "per: year", "policy.yaml line 5, rating.absences.limits[2].per: 'year' is none of month, contract_year")]
    [InlineData("{ at_least: 12, per: month }", "{ at_least: 12, more_than: 3, per: month }", "policy.yaml line 5, rating.absences.limits[1].at_least: and more_than are both given")]
    [InlineData("{ at_least: 12, per: month }", "{ per: month }", "policy.yaml line 5, rating.absences.limits[1].more_than: or at_least is missing")]
    [InlineData("{ at_least: 12, per: month }", "{ at_last: 12, per: month }", "policy.yaml line 5, rating.absences.limits[1].at_last: is not a field of this file (did you mean at_least?)")]
    [InlineData("minimum_predicate: butuh_perbaikan", "minimum_predicate: cukup", "policy.yaml line 6, rating.minimum_predicate: 'cukup' is none of sangat_baik, baik, butuh_perbaikan, kurang, sangat_kurang")]
    [InlineData("willingness, ", "kinship, ", "policy.yaml line 7, rating.inputs: 'kinship' is none of predicate, absences, willingness, discipline, age")]
    [InlineData("required: yearly", "required: monthly", "policy.yaml line 8, rating.rounds.required: 'monthly' is none of yearly, quarterly, none")]
    [InlineData("before_end_due: 2020-12-18", "before_end_due: 18/12/2020", "policy.yaml line 8, rating.rounds.before_end_due: '18/12/2020' is not a date")]
    [InlineData("ruling_days: 5", "ruling: 5", "policy.yaml line 9, objection.ruling: is not a field of this file (did you mean ruling_days?)")]
    [InlineData("days: 14, ruling_days: 5", "days: 14", "policy.yaml line 9, objection.ruling_days: is missing")]
    public void Read_Mistake_NamesLinePathAndTheNearest(string from, string to, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("policy.yaml", Policy);
        folder.Change("policy.yaml", from, to);

        var fault = Assert.Throws<BadInputException>(() => RatingSection.Read(folder.File("policy.yaml")));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
