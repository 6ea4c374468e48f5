using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>A city's folder is read whole or refused with file, line and field.</summary>
public sealed class CityFolderTests
{
    [Fact]
    public void Read_Kupang_HasFiveEssentialKinds()
    {
        var folder = CityFolder.Read(Sources.Kupang);

        Assert.Equal("kupang", folder.City.Code);
        Assert.Equal(Workforce.Registry.V1.TimeZone.Wita, folder.City.TimeZone);
        Assert.Equal(62, folder.City.WorkUnits.Count);
        Assert.Equal(11, folder.City.WorkUnits.Count(unit => unit.Kind == "health-centre"));
        Assert.Equal(["disaster-agency", "environment", "fire-service", "hospital", "health-centre"], folder.Exemptions.Kinds);
        Assert.Equal("2021-01-04", folder.Exemptions.StayHomeFrom);
        Assert.Equal((14, 14), (folder.Policy.Rounds.ExpiryDueDays, folder.Policy.Objection.Days));
        Assert.Equal(
            [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday], folder.Policy.Calendar.Week);
        Assert.Equal(["2020-12-24", "2020-12-25", "2020-12-31", "2021-01-01", "2021-02-12"], folder.Policy.Calendar.Holidays);
        Assert.Equal([90, 30, 7], folder.Policy.Reminders.DaysBeforeEnd);
        var rules = folder.City.NationalExport;
        Assert.Equal(("2021-12-31", 20, 56, 6, 0), (rules.RulesOf, rules.LowestAge, rules.HighestAge, rules.ExcludedPositions.Count, rules.AlsoExcluded.Count));
        Assert.All(folder.City.WorkUnits, unit => Assert.NotEmpty(unit.Head.Name));
        Assert.Equal((RatingScheme.Matrix3X3, Predicate.NeedsImprovement, "2020-12-18"), (folder.Rating!.Rating.Scheme, folder.Rating.Rating.MinimumPredicate, folder.Rating.Rating.Rounds.BeforeEndDue));
        Assert.Equal([7, 1], folder.Rating.HeadsBeforeDue);
    }

    [Fact]
    public void Read_Blitar_IsAVendorsCityThatRatesByPoints()
    {
        var folder = CityFolder.Read(Sources.Blitar);

        Assert.Equal((Workforce.Registry.V1.TimeZone.Wib, 8), (folder.City.TimeZone, folder.City.WorkUnits.Count));
        Assert.Single(folder.City.Vendors);
        Assert.Equal(["91", "76", "61", "51"], folder.Rating!.Rating.Cuts);
        Assert.Equal((RatingScheme.Score100, HeadRecommendationRule.None, Predicate.Good), (folder.Rating.Rating.Scheme, folder.Rating.Rating.HeadRecommendation, folder.Rating.Rating.MinimumPredicate));
        Assert.Empty(folder.Exemptions.Kinds);
    }

    [Theory]
    [InlineData("city.yaml", "zone: WITA", "zone: GMT", "city.yaml line 4, zone: 'GMT' is not a zone of Indonesia (WIB, WITA or WIT)")]
    [InlineData("city.yaml", "code: kupang", "kode: kupang", "city.yaml line 2, kode: is not a field of this file (did you mean code")]
    [InlineData("city.yaml", "name: Kota Kupang", "name: [Kota, Kupang]", "city.yaml line 3, name: one text is expected")]
    [InlineData("city.yaml", "name: Kota Kupang", "name: ~", "city.yaml line 3, name: is missing")]
    [InlineData("city.yaml", "code: kupang", "code: kupang\ncode: kupang", "city.yaml line 3: not valid YAML")]
    [InlineData("policy.yaml", "effective_from: 2020-01-01", "effective_from: 01/01/2020", "policy.yaml line 2, effective_from: '01/01/2020' is not a date of the form yyyy-MM-dd")]
    [InlineData("policy.yaml", ", expiry_due_days: 14 }", " }\nevaluation_due_days: fourteen #", "policy.yaml line 13, evaluation_due_days: 'fourteen' is not a whole number from 1 to 366")]
    [InlineData("policy.yaml", "expiry_due_days: 14", "expiry_due_days: 367", "policy.yaml line 12, rating.rounds.expiry_due_days: '367' is not a whole number from 1 to 366")]
    [InlineData("policy.yaml", "expiry_due_days: 14", "expiry_due_day: 14", "policy.yaml line 12, rating.rounds.expiry_due_day: is not a field of this file (did you mean expiry_due_days?)")]
    [InlineData("policy.yaml", ", before_end_due: 2020-12-18, expiry_due_days: 14 }", " }", "policy.yaml line 12, rating.rounds.expiry_due_days: is missing")]
    [InlineData("policy.yaml", "  rounds: { required: yearly, before_end_due: 2020-12-18, expiry_due_days: 14 }", "", "rating.rounds.expiry_due_days: is missing")]
    [InlineData("policy.yaml", "language: id", "language: id\nevaluation_due_days: 14", "policy.yaml line 5, evaluation_due_days: is the former name of rating.rounds.expiry_due_days, which is given too")]
    [InlineData("policy.yaml", "language: id", "language: id\nobjection_days: 14", "policy.yaml line 5, objection_days: is the former name of objection.days, which is given too")]
    [InlineData("policy.yaml", "days: 14, ruling_days: 5", "ruling_days: 5", "policy.yaml line 13, objection.days: is missing")]
    [InlineData("policy.yaml", "ruling_days: 5", "rule_days: 5", "policy.yaml line 13, objection.rule_days: is not a field of this file (did you mean ruling_days?)")]
    [InlineData("policy.yaml", "week: mon-fri", "week: mon-frj", "policy.yaml line 5, calendar.week: 'frj' is none of mon, tue, wed, thu, fri, sat, sun (did you mean fri?)")]
    [InlineData("policy.yaml", "week: mon-fri", "week: weekdays", "policy.yaml line 5, calendar.week: 'weekdays' is neither a range of days, such as mon-fri, nor a list")]
    [InlineData("policy.yaml", "week: mon-fri", "weeks: mon-fri", "policy.yaml line 5, calendar.weeks: is not a field of this file (did you mean week?)")]
    [InlineData("policy.yaml", "2020-12-24, 2020-12-25", "2020-12-24, 25/12/2020", "policy.yaml line 5, calendar.holidays[2]: '25/12/2020' is not a date of the form yyyy-MM-dd")]
    [InlineData("policy.yaml", "[90, 30, 7]", "[90, 0]", "policy.yaml line 14, reminders.days_before_end[2]: '0' is not a whole number from 1 to 366")]
    [InlineData("policy.yaml", "[90, 30, 7]", "[30, 30]", "policy.yaml line 14, reminders.days_before_end[2]: '30' is named twice")]
    [InlineData("policy.yaml", "heads_before_due", "head_before_due", "policy.yaml line 14, reminders.head_before_due: is not a field of this file (did you mean heads_before_due")]
    [InlineData("policy.yaml", "reminders:", "reminder:", "policy.yaml line 14, reminder: is not a field of this file (did you mean reminders?)")]
    [InlineData("policy.yaml", "language: id", "language: jv", "policy.yaml line 4, language: 'jv' is neither id nor en")]
    [InlineData("policy.yaml", "continuing: { rate_past_period: false }", "continuing: { rate_past_periods: false }", "policy.yaml line 15, continuing.rate_past_periods: is not a field of this file (did you mean rate_past_period?)")]
    [InlineData("policy.yaml", "rate_past_period: false", "rate_past_period: ya", "policy.yaml line 15, continuing.rate_past_period: 'ya' is neither true nor false")]
    [InlineData("policy.yaml", "continuing: { rate_past_period: false }", "continuing: false", "policy.yaml line 15, continuing: fields are expected, of the form name: value")]
    [InlineData("policy.yaml", "age: [20, 56]", "age: [56, 20]", "policy.yaml line 19, national_export.age: two whole numbers from 1 to 150 are expected, the lowest age and the highest")]
    [InlineData("policy.yaml", "age: [20, 56]", "age: 56", "policy.yaml line 19, national_export.age: a list is expected")]
    [InlineData("policy.yaml", "age: [20, 56]", "also_excluded: [buruh]", "policy.yaml line 19, national_export.also_excluded: 'buruh' is none of procurement, blud, appointed_later, less_than_a_year")]
    [InlineData("policy.yaml", "rules_of: 2021-12-31", "rules: 2021-12-31", "policy.yaml line 19, national_export.rules: is not a field of this file (did you mean rules_of?)")]
    [InlineData("policy.yaml", "[last_day, nik, withdraw]", "[last_day, withdrawn]", "policy.yaml line 17, paper_required.corrections: 'withdrawn' is none of first_day, last_day, unit, position, monthly_wage, withdraw, name, nik (did you mean withdraw?)")]
    [InlineData("policy.yaml", "[last_day, nik, withdraw]", "last_day", "policy.yaml line 17, paper_required.corrections: a list is expected")]
    [InlineData("policy.yaml", "separations: all", "separations: [resign]", "policy.yaml line 17, paper_required.separations: 'resign' is none of cpns, pppk, pppk_part_time, state_company, other_employer, moved_city, resigned, political_candidate, died, age_limit, discipline, double_employment, invalid_document, never_existed (did you mean resigned?)")]
    [InlineData("policy.yaml", "separations: all", "separations: some", "policy.yaml line 17, paper_required.separations: 'some' is neither all nor a list of codes, [discipline, resigned]")]
    [InlineData("policy.yaml", "corrections: [last_day", "correction: [last_day", "policy.yaml line 17, paper_required.correction: is not a field of this file (did you mean corrections?)")]
    [InlineData("policy.yaml", "years: 58", "years: 17", "policy.yaml line 20, age_limit.years: ")]
    [InlineData("policy.yaml", "first_day_of_new_period", "first_day", "policy.yaml line 20, age_limit.on: 'first_day' is none of first_day_of_new_period")]
    [InlineData("policy.yaml", "unrated: hold", "unrated: renew", "policy.yaml line 21, decision.unrated: 'renew' is none of hold")]
    [InlineData("policy.yaml", "service_days, nik_hash", "service, nik_hash", "policy.yaml line 21, decision.ranking: 'service' is none of predicate, score, service_days, nik_hash")]
    [InlineData("policy.yaml", "four_eyes: true", "four_eye: true", "policy.yaml line 21, decision.four_eye")]
    [InlineData("exemptions.yaml", "  - fire-service", "  - fireservice", "exemptions.yaml line 10, kinds: no unit is of the kind 'fireservice' (did you mean fire-service?)")]
    [InlineData("exemptions.yaml", "decided_on: 2020-12-30", "decided_on: 2020-12-32", "exemptions.yaml line 4, decided_on: '2020-12-32' is not a date of the form yyyy-MM-dd")]
    [InlineData("exemptions.yaml", "  title: Wali Kota Kupang", "  role: Wali Kota Kupang", "exemptions.yaml line 7, signatory.role: is not a field of this file")]
    [InlineData("units.yaml", "  - code: bagian-hukum", "  - code: bagian-tapem", "units.yaml line 15, units[2].code: 'bagian-tapem' already means the unit bagian-tapem")]
    [InlineData("units.yaml", "aliases: [Bagian Tapem]", "aliases: [Bagian Hukum]", "'Bagian Hukum' already means the unit bagian-tapem")]
    [InlineData("units.yaml", "units:", "units: [\n", "not valid YAML")]
    public void Read_Mistake_NamesFileLineAndField(string file, string from, string to, string expected)
    {
        using var folder = TemporaryFolder.OfKupang();
        folder.Change(file, from, to);

        var fault = Assert.Throws<BadInputException>(() => CityFolder.Read(folder.Path));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith(folder.File(file), fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("language: id", false)]
    [InlineData("language: id\ncontinuing:", false)]
    [InlineData("language: id\ncontinuing: {}", false)]
    [InlineData("language: id\ncontinuing: { rate_past_period: false }", false)]
    [InlineData("language: id\ncontinuing: { rate_past_period: true }", true)]
    public void Read_Continuing_IsFalseUnlessItSaysTrue(string lines, bool rated)
    {
        using var folder = TemporaryFolder.OfKupang();
        folder.Change("policy.yaml", "continuing: { rate_past_period: false }", "");
        folder.Change("policy.yaml", "language: id", lines);

        Assert.Equal(rated, CityFolder.Read(folder.Path).Policy.Continuing.RatePastPeriod);
    }

    [Fact]
    public void Read_FormerNamesAlone_AreTheSameNumbers()
    {
        using var folder = TemporaryFolder.OfKupang();
        folder.Change("policy.yaml", ", expiry_due_days: 14 }", " }\nevaluation_due_days: 21 #");
        // Evaluation has no former names.
        folder.Write("policy.yaml", string.Join('\n', File.ReadLines(folder.File("policy.yaml")).Where((_, line) => line is < 5 or > 11)));
        folder.Change("policy.yaml", "objection: { days: 14, ruling_days: 5 }", "objection_days: 10");
        folder.Change("policy.yaml", "reminders: { days_before_end: [90, 30, 7], heads_before_due: [7, 1] }", "");
        folder.Change("policy.yaml", "calendar: {", "# calendar: {");

        var policy = CityFolder.Read(folder.Path).Policy;

        Assert.Equal((21, 10), (policy.Rounds.ExpiryDueDays, policy.Objection.Days));
        Assert.Equal((null, null), (policy.Calendar, policy.Reminders));
    }

    [Theory]
    [InlineData("mon-sat", Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday, Weekday.Saturday)]
    [InlineData("sat-mon", Weekday.Saturday, Weekday.Sunday, Weekday.Monday)]
    [InlineData("sun-sun", Weekday.Sunday)]
    [InlineData("[fri, mon]", Weekday.Friday, Weekday.Monday)]
    public void Read_Week_IsARangeOrAList(string week, params Weekday[] days)
    {
        using var folder = TemporaryFolder.OfKupang();
        folder.Change("policy.yaml", "week: mon-fri", $"week: {week}");

        Assert.Equal(days, CityFolder.Read(folder.Path).Policy.Calendar.Week);
    }

    [Theory]
    [InlineData("")]
    [InlineData("paper_required: {}")]
    [InlineData("paper_required: { corrections: [] }")]
    [InlineData(
        "paper_required: { corrections: [first_day, last_day, unit, position, monthly_wage, withdraw, name, nik] }",
        CorrectedField.FirstDay, CorrectedField.LastDay, CorrectedField.Unit, CorrectedField.Position, CorrectedField.MonthlyWage, CorrectedField.Withdrawn,
        CorrectedField.Name, CorrectedField.Nik)]
    public void Read_PaperRequired_HasTheCorrectionsThatItNames(string line, params CorrectedField[] fields)
    {
        using var folder = TemporaryFolder.OfKupang();
        folder.Change("policy.yaml", "paper_required: { corrections: [last_day, nik, withdraw], separations: all }", line);

        Assert.Equal(fields, CityFolder.Read(folder.Path).City.PaperRequired);
    }

    [Theory]
    [InlineData("separations: all", true)]
    [InlineData("separations: [died, discipline]", false, SeparationCode.Died, SeparationCode.Discipline)]
    [InlineData("separations: []", false)]
    public void Read_PaperRequiredOfSeparations_IsAllOrTheCodesThatItNames(string text, bool all, params SeparationCode[] codes)
    {
        using var folder = TemporaryFolder.OfKupang();
        folder.Change("policy.yaml", "separations: all", text);

        var papers = CityFolder.Read(folder.Path).Policy.PaperRequired;

        Assert.Equal(all, papers.AllSeparations);
        Assert.Equal(codes, papers.Separations);
    }

    [Fact]
    public void Read_NoPaperRequiredOfSeparations_SendsNone()
    {
        using var folder = TemporaryFolder.OfKupang();
        folder.Change("policy.yaml", ", separations: all", "");

        Assert.Null(CityFolder.Read(folder.Path).Policy.PaperRequired);
    }

    [Fact]
    public void Read_NationalExport_HasWhatItSaysAndNoneWithoutIt()
    {
        using var folder = TemporaryFolder.OfKupang();
        folder.Change("policy.yaml", "age: [20, 56]", "also_excluded: [blud, procurement]");
        var rules = CityFolder.Read(folder.Path).City.NationalExport;
        Assert.Equal([ExclusionReason.Blud, ExclusionReason.Procurement], rules.AlsoExcluded);
        Assert.Equal((0, 0), (rules.LowestAge, rules.HighestAge));

        folder.Write("policy.yaml", string.Join('\n', File.ReadLines(folder.File("policy.yaml")).Where(line => !line.StartsWith("national_export", StringComparison.Ordinal))));
        Assert.Null(CityFolder.Read(folder.Path).City.NationalExport);
    }

    [Fact]
    public void Read_FileMissing_NamesIt()
    {
        using var folder = TemporaryFolder.OfKupang();
        File.Delete(folder.File("policy.yaml"));

        var fault = Assert.Throws<BadInputException>(() => CityFolder.Read(folder.Path));

        Assert.Equal($"{folder.File("policy.yaml")}: there is no such file", fault.Message);
    }

    [Fact]
    public void Read_FileEmpty_SaysWhatIsExpected()
    {
        using var folder = TemporaryFolder.OfKupang();
        folder.Write("city.yaml", "");

        var fault = Assert.Throws<BadInputException>(() => CityFolder.Read(folder.Path));

        Assert.Equal($"{folder.File("city.yaml")} line 1: fields are expected, of the form name: value", fault.Message);
    }
}
