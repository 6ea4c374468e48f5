using Workforce.Evaluation.Tests.Objections;
using Workforce.Evaluation.Tests.Ratings;
using Workforce.Evaluation.V1;
using Xunit;

namespace Workforce.Evaluation.Tests.Evidence;

/// <summary>What ratings prove when a renewal is recommended or decided.</summary>
[Collection(nameof(EvaluationService))]
public sealed class EvidenceTests(EvaluationService service) : IDisposable
{
    public void Dispose()
    {
        service.Clock.Set("2020-12-18T12:00:00+08:00");
        service.Running.Log.AssertNothingUnexpected();
    }

    [Fact]
    public async Task List_RatedReceivedAndNot_HasTheNewestVersionWithItsWindow()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var objectors = new Objectors(service, town);
        var facts = new RatingFacts(Town.Good)
        {
            Absences = { new Absence { Kind = AbsenceKind.Unexcused, Days = 16 }, new Absence { Kind = AbsenceKind.Sick, Days = 30 } },
            Discipline = new Discipline { Text = "Teguran tertulis", PaperNumber = "862/1", PaperDate = "2020-11-02" },
            HeadRecommendation = HeadRecommendation.Renew,
        };
        var (first, unrated) = (await objectors.RatedAsync(facts), town.Hire());
        await objectors.ReceiveAsync(first, new(2020, 12, 21));

        var reply = await ListAsync(town, contracts: [first.ContractId, unrated]);

        var evidence = Assert.Single(reply.Evidence);
        Assert.Equal(
            (first.ContractId, first.RatingId, 1, Predicate.Good, 16, "2020-11-02", HeadRecommendation.Renew),
            (evidence.ContractId, evidence.RatingId, evidence.Version, evidence.Predicate, evidence.CountedDays, evidence.DisciplinePaperDate, evidence.HeadRecommendation));
        Assert.Equal(new AbsenceLimit { MoreThan = 15, Per = AbsencePeriod.ContractYear }, evidence.ExceededLimit);
        Assert.Equal(("2020-12-21", "2021-01-04", ObjectionState.Unspecified), (evidence.ReceivedOn, evidence.ObjectionUntil, evidence.Objection));
        Assert.Equal([evidence.PolicyVersion], reply.Policies.Select(policy => policy.Version));
        Assert.Equal(64, evidence.Sha256.Length);
    }

    [Fact]
    public async Task List_ObjectedAndRuledOn_SaysItAndKeepsTheVersionBefore()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var objectors = new Objectors(service, town);
        var first = await objectors.RatedAsync();
        await objectors.ReceiveAsync(first, new(2020, 12, 18));
        var objection = await objectors.FileAsync(first.ContractId);
        var open = Assert.Single((await ListAsync(town, contracts: [first.ContractId])).Evidence);
        await objectors.Superior().RuleOnObjectionAsync(new RuleOnObjectionRequest
        {
            ObjectionId = objection.Id,
            Outcome = RulingOutcome.Granted,
            Facts = Town.Good,
            Reason = "Bukti diterima.",
        });

        var ruled = Assert.Single((await ListAsync(town, contracts: [first.ContractId])).Evidence);

        Assert.Equal((ObjectionState.Open, Predicate.Poor, "2021-01-01"), (open.Objection, open.Predicate, open.ObjectionUntil));
        Assert.Equal((ObjectionState.Ruled, Predicate.Good, 2, ""), (ruled.Objection, ruled.Predicate, ruled.Version, ruled.ObjectionUntil));
        var kept = Assert.Single((await ListAsync(town, ratings: [first.RatingId])).Evidence);
        Assert.Equal((open.RatingId, open.Sha256, Predicate.Poor), (kept.RatingId, kept.Sha256, kept.Predicate));
    }

    [Fact]
    public async Task List_TwoRounds_HasTheOneWhosePeriodEndsLast()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var contract = town.Hire();
        var quarter = await town.Rounds.OpenRoundAsync(new OpenRoundRequest { CityId = town.Id, Kind = RoundKind.Quarterly, PeriodFrom = "2020-07-01", PeriodTo = "2020-09-30", DueDay = "2020-10-14" });
        await town.Head().RateWorkersAsync(town.Rate(contract, Town.Good));
        await town.Head().RateWorkersAsync(new RateWorkersRequest { RoundId = quarter.Id, Ratings = { new WorkerRating { ContractId = contract, Facts = Objectors.Poor } } });

        var evidence = Assert.Single((await ListAsync(town, contracts: [contract])).Evidence);

        Assert.Equal((town.RoundId, Predicate.Good), (evidence.RoundId, evidence.Predicate));
    }

    [Fact]
    public async Task List_AnotherCitysContract_IsAsIfItWereNot()
    {
        var (town, other) = (await Town.CreateAsync(service, Town.Matrix), await Town.CreateAsync(service, Town.Matrix));
        var rated = await new Objectors(service, other).RatedAsync();

        var reply = await ListAsync(town, contracts: [rated.ContractId], policyDay: "2019-12-31");

        Assert.Equal(new ListEvidenceReply(), reply);
    }

    private Task<ListEvidenceReply> ListAsync(Town town, string[]? contracts = null, string[]? ratings = null, string policyDay = "2021-01-01") =>
        service.Running.Client<EvidenceService.EvidenceServiceClient>().ListEvidenceAsync(new ListEvidenceRequest
        {
            CityId = town.Id,
            ContractIds = { contracts ?? [] },
            RatingIds = { ratings ?? [] },
            PolicyDay = policyDay,
        }).ResponseAsync;
}
