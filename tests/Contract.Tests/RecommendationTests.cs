using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.Events;
using Workforce.Testing;
using Xunit;
using NonRenewalGround = Workforce.Contract.V1.NonRenewalGround;
using Recommendation = Workforce.Contract.V1.Recommendation;

namespace Workforce.Contract.Tests;

/// <summary>Whether to renew, by what is declared and known.</summary>
[Collection(Servers.Name)]
public sealed partial class RecommendationTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    private static readonly RatingInput[] AllInputs = [RatingInput.Predicate, RatingInput.Absences, RatingInput.Willingness, RatingInput.Discipline, RatingInput.Age];

    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Recommend_EachGroundAndNone_SaysOutcomeAndReasonsInWords()
    {
        var (town, contracts) = await ListedAsync();
        Rate(contracts[0], Predicate.Good, days: 15);
        Rate(contracts[1], Predicate.Poor);
        Rate(contracts[2], Predicate.VeryGood, days: 16, exceeded: new AbsenceLimit { MoreThan = 15, Per = AbsencePeriod.ContractYear });
        Rate(contracts[3], Predicate.Good, disciplinedOn: "2020-11-02");

        Assert.Equal((5, 5, true), await RecommendAsync(town));

        var made = (await ListAsync(town)).ToDictionary(recommendation => recommendation.ContractId);
        Assert.Equal(
            [
                (RecommendationOutcome.Renew, []),
                (RecommendationOutcome.NotRenew, [NonRenewalGround.Performance]),
                (RecommendationOutcome.NotRenew, [NonRenewalGround.Absence]),
                (RecommendationOutcome.NotRenew, [NonRenewalGround.Discipline]),
                (RecommendationOutcome.None, []),
            ],
            contracts.Select(contract => made[$"{contract.ContractId}"]).Select(one => (one.Outcome, one.Grounds.ToArray())));
        Assert.Equal("Predikat kinerja Baik.\nKetidakhadiran yang diperhitungkan 15 hari, tidak melampaui batas.", made[$"{contracts[0].ContractId}"].Reasons);
        Assert.Equal("Belum ada penilaian kinerja yang ditandatangani, sehingga tidak ada rekomendasi.", made[$"{contracts[4].ContractId}"].Reasons);
        var english = (await ListAsync(town, language: "en")).ToDictionary(recommendation => recommendation.ContractId);
        Assert.StartsWith("The rating is poor, below the minimum.", english[$"{contracts[1].ContractId}"].Reasons, StringComparison.Ordinal);
        Assert.EndsWith("exceed the limit: more than 15 in a contract year.", english[$"{contracts[2].ContractId}"].Reasons, StringComparison.Ordinal);
        Assert.EndsWith("There is a disciplinary punishment by a paper of 2 November 2020.", english[$"{contracts[3].ContractId}"].Reasons, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(57, RecommendationOutcome.Renew)]
    [InlineData(58, RecommendationOutcome.NotRenew)]
    public async Task Recommend_AgeDeclaredAndLimited_CountsOnTheFirstDayOfTheNewPeriod(int years, RecommendationOutcome outcome)
    {
        var (town, contracts) = await ListedAsync(ageLimit: 58);
        Rate(contracts[0], Predicate.Good);
        host.Workers.Ages[$"{contracts[0].WorkerId}"] = years;

        await RecommendAsync(town);

        var made = (await ListAsync(town)).Single(recommendation => recommendation.ContractId == $"{contracts[0].ContractId}");
        Assert.Equal(outcome, made.Outcome);
        Assert.Contains($$"""
            "age":{"limit":58,"on":"2021-01-01","years":{{years}}}
            """.Trim(), made.Inputs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_InputThatIsNotDeclared_IsNotLookedAt()
    {
        var (town, contracts) = await ListedAsync(ageLimit: 58, inputs: [RatingInput.Predicate]);
        Rate(contracts[0], Predicate.Good, days: 40, exceeded: new AbsenceLimit { MoreThan = 15, Per = AbsencePeriod.Month }, disciplinedOn: "2020-11-02");
        host.Workers.Ages[$"{contracts[0].WorkerId}"] = 90;

        await RecommendAsync(town);

        var made = (await ListAsync(town)).Single(recommendation => recommendation.ContractId == $"{contracts[0].ContractId}");
        Assert.Equal(RecommendationOutcome.Renew, made.Outcome);
        Assert.DoesNotContain($"{contracts[0].WorkerId}", host.Workers.Asked);
        Assert.Contains("\"declared\":[\"predicate\"]", made.Inputs, StringComparison.Ordinal);
        Assert.DoesNotContain("absences\":", made.Inputs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_SameInputsAgainAndOthersLater_KeepsAndMakesTheNextVersion()
    {
        var (town, contracts) = await ListedAsync();
        Rate(contracts[0], Predicate.Poor);
        await RecommendAsync(town);

        Assert.Equal((5, 0, true), await RecommendAsync(town));
        // The superior has lifted it.
        Rate(contracts[0], Predicate.Good, version: 2);
        Assert.Equal((5, 1, true), await RecommendAsync(town));

        var made = (await ListAsync(town)).Single(recommendation => recommendation.ContractId == $"{contracts[0].ContractId}");
        Assert.Equal((2, RecommendationOutcome.Renew), (made.Version, made.Outcome));
        Assert.Equal(2L, await host.Running.ScalarAsync<long>("select count(*) from recommendation where contract_id = $1", contracts[0].ContractId));
    }

    [Fact]
    public async Task Recommend_WorkerIsNotWilling_IsNotToRenewUntilTheWorkerIs()
    {
        var (town, contracts) = await ListedAsync();
        Rate(contracts[0], Predicate.VeryGood);
        await SayAsync(town, contracts[0], V1.Willingness.NotWilling, "800/1");
        await SayAsync(town, contracts[4], V1.Willingness.NotWilling, "800/2");
        await RecommendAsync(town);
        var unwilling = (await ListAsync(town)).ToDictionary(recommendation => recommendation.ContractId);

        host.Clock.Set("2021-01-05T09:00:00+08:00");
        await SayAsync(town, contracts[0], V1.Willingness.Willing, "800/3");

        Assert.Equal((5, 1, true), await RecommendAsync(town));
        Assert.Equal([NonRenewalGround.Unwilling], unwilling[$"{contracts[0].ContractId}"].Grounds);
        // Of who is not rated nothing is recommended, but it is said.
        var unrated = unwilling[$"{contracts[4].ContractId}"];
        Assert.Equal(RecommendationOutcome.None, unrated.Outcome);
        Assert.Equal([NonRenewalGround.Unwilling], unrated.Grounds);
        Assert.EndsWith("Menyatakan tidak bersedia melanjutkan kontrak.", unrated.Reasons, StringComparison.Ordinal);
        Assert.Equal(RecommendationOutcome.Renew, (await ListAsync(town)).Single(recommendation => recommendation.ContractId == $"{contracts[0].ContractId}").Outcome);
    }

    [Fact]
    public async Task Recommend_WorkerIsSeparated_IsOffTheListFromTheEffectiveDayOn()
    {
        var (town, contracts) = await ListedAsync();
        foreach (var contract in contracts)
            Rate(contract, Predicate.Good);
        await RecommendAsync(town);
        await host.Separations.RecordSeparationsAsync(new RecordSeparationsRequest
        {
            CityId = $"{town.Id}",
            Separations =
            {
                new NewSeparation { ContractId = $"{contracts[0].ContractId}", Code = SeparationCode.Resigned, EffectiveOn = "2020-12-31" },
                new NewSeparation { ContractId = $"{contracts[1].ContractId}", Code = SeparationCode.Resigned, EffectiveOn = "2021-01-06" },
            },
        });

        Assert.Equal((4, 4), await ListedCountsAsync(town));
        host.Clock.Set("2021-01-06T00:00:00+08:00");

        Assert.Equal((3, 3), await ListedCountsAsync(town));
        Assert.Equal(3, (await ListAsync(town)).Count);
        Assert.Equal((3, 0, true), await RecommendAsync(town));
    }

    [Fact]
    public async Task Recommend_HeadSaysOtherwise_IsListedAndChangesNothing()
    {
        var (town, contracts) = await ListedAsync();
        Rate(contracts[0], Predicate.Good, head: HeadRecommendation.NotRenew);
        Rate(contracts[1], Predicate.Good, head: HeadRecommendation.Renew);
        Rate(contracts[2], Predicate.Poor, head: HeadRecommendation.Renew);

        await RecommendAsync(town);

        var differing = await ListAsync(town, headDiffers: true);
        Assert.Equal(
            new[] { $"{contracts[0].ContractId}", $"{contracts[2].ContractId}" }.Order(StringComparer.Ordinal),
            differing.Select(recommendation => recommendation.ContractId).Order(StringComparer.Ordinal));
        var counts = await host.Recommendations.CountRecommendationsAsync(new CountRecommendationsRequest { CycleId = await CycleIdAsync(town) });
        Assert.Equal((5, 5, 2), (counts.Workers, counts.Counts.Sum(count => count.Workers), counts.Counts.Sum(count => count.HeadDiffers)));
    }

    [Fact]
    public async Task Recommend_EvaluationAway_IsUnavailableAndGoesOnLater()
    {
        var (town, _) = await ListedAsync();
        host.Workers.EvaluationAnswers = false;
        try
        {
            var fault = await Assert.ThrowsAsync<RpcException>(() => RecommendAsync(town));
            Assert.Equal(StatusCode.Unavailable, fault.StatusCode);
        }
        finally
        {
            host.Workers.EvaluationAnswers = true;
            host.Running.Log.Expect("needs what is unreachable");
        }
        Assert.Equal((5, 5, true), await RecommendAsync(town));
    }

    [Fact]
    public async Task Recommend_UnitCorrectedSince_IsOfTheRightUnit()
    {
        var (town, contracts) = await ListedAsync();
        Rate(contracts[0], Predicate.Good);
        await RecommendAsync(town);
        await town.CorrectAsync(contracts[0] with { UnitId = contracts[1].UnitId, Revision = 1 });
        await town.ExpireAsync("2021-01-01");

        Assert.Equal((5, 1, true), await RecommendAsync(town));

        var made = (await ListAsync(town)).Single(recommendation => recommendation.ContractId == $"{contracts[0].ContractId}");
        Assert.Equal(($"{contracts[1].UnitId}", 2, RecommendationOutcome.Renew), (made.UnitId, made.Version, made.Outcome));
    }

    [Fact]
    public async Task Recommend_AgeNotKnown_IsRefusedInsteadOfTakenForYoung()
    {
        var (town, contracts) = await ListedAsync(ageLimit: 58);
        host.Workers.Ages.TryRemove($"{contracts[2].WorkerId}", out _);

        var fault = await Assert.ThrowsAsync<RpcException>(() => RecommendAsync(town));

        Assert.Equal(StatusCode.FailedPrecondition, fault.StatusCode);
        Assert.Contains("no age for 1 of 5 workers", fault.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update recommendation set outcome = 1")]
    [InlineData("delete from recommendation")]
    [InlineData("truncate recommendation")]
    public async Task Change_ByHand_IsRefusedByTheDatabase(string sql)
    {
        var (town, _) = await ListedAsync();
        await RecommendAsync(town);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.Running.ScalarAsync<int>(sql));

        Assert.Contains("recommendation is appended only", refused.MessageText, StringComparison.Ordinal);
    }

    // As docs/decisions.md says it.
    [Fact]
    public async Task Hash_OverTheInputs_IsTheOneStored()
    {
        var (town, contracts) = await ListedAsync();
        Rate(contracts[0], Predicate.NeedsImprovement, days: 2);
        await RecommendAsync(town);

        var made = await ListAsync(town);

        Assert.All(made, one => Assert.Equal(one.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(one.Inputs)))));
        var rated = made.Single(one => one.ContractId == $"{contracts[0].ContractId}");
        Assert.Equal(
            $$$"""
            {"absences":{"counted_days":2},"contract_id":"{{{contracts[0].ContractId}}}","cycle_id":"{{{rated.CycleId}}}","declared":["predicate","absences","willingness","discipline","age"],"minimum_predicate":"needs_improvement","policy_version":1,"predicate":"needs_improvement","rating":{"id":"{{{rated.RatingId}}}","sha256":"{{{new string('1', 64)}}}","version":1}}
            """,
            rated.Inputs);
    }

    // Five workers whose contracts have ended, one a unit.
    private async Task<(Town Town, RegisteredContract[] Contracts)> ListedAsync(int? ageLimit = null, RatingInput[]? inputs = null)
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        host.CodeOf(town);
        if (ageLimit is { } years)
        {
            var policy = town.Policy;
            policy.AgeLimit = new AgeLimitPolicy { Years = years, On = AgeDay.FirstDayOfNewPeriod };
            await host.Policies.ApplyPolicyAsync(new ApplyPolicyRequest { Policy = policy });
        }
        host.Workers.Policies[$"{town.Id}"] =
        [
            new RatingPolicy
            {
                CityId = $"{town.Id}",
                Version = 1,
                Rating = new RatingRules { MinimumPredicate = Predicate.NeedsImprovement, Inputs = { inputs ?? AllInputs } },
            },
        ];
        var contracts = town.YearUntil("2020-12-31", 5);
        foreach (var contract in contracts)
            host.Workers.Ages[$"{contract.WorkerId}"] = 40;
        await town.RegisterAsync(contracts);
        Assert.Equal(5, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        return (town, contracts);
    }

    private void Rate(
        RegisteredContract contract, Predicate predicate, int days = 0, AbsenceLimit? exceeded = null, string disciplinedOn = "", HeadRecommendation head = default, int version = 1)
    {
        var evidence = new Evaluation.V1.Evidence
        {
            ContractId = $"{contract.ContractId}",
            WorkerId = $"{contract.WorkerId}",
            RoundId = $"{Guid.NewGuid()}",
            RatingId = $"{Guid.NewGuid()}",
            Version = version,
            PolicyVersion = 1,
            Predicate = predicate,
            CountedDays = days,
            ExceededLimit = exceeded,
            DisciplinePaperDate = disciplinedOn,
            HeadRecommendation = head,
            SignedAt = Timestamp.FromDateTime(DateTime.UnixEpoch),
            Sha256 = new string($"{version}"[0], 64),
        };
        host.Workers.Evidence.AddOrUpdate(evidence.ContractId, [evidence], (_, earlier) => [evidence, .. earlier]);
    }

    private async Task SayAsync(Town town, RegisteredContract contract, V1.Willingness willingness, string paper) => await host.Running.Client<WillingnessService.WillingnessServiceClient>()
        .RecordStatementsAsync(new RecordStatementsRequest
        {
            CityId = $"{town.Id}",
            Statements = { new NewStatement { ContractId = $"{contract.ContractId}", Willingness = willingness, Paper = new Registry.V1.Paper { Number = paper, Date = "2021-01-01" } } },
        });

    private async Task<(int Workers, int Recommended)> ListedCountsAsync(Town town)
    {
        var counts = await host.Recommendations.CountRecommendationsAsync(new CountRecommendationsRequest { CycleId = await CycleIdAsync(town) });
        return (counts.Workers, counts.Counts.Sum(count => count.Workers));
    }

    private static async Task<string> CycleIdAsync(Town town) => (await town.ProgressAsync()).CycleId;

    private async Task<(int Workers, int Recommended, bool IsComplete)> RecommendAsync(Town town)
    {
        using var call = host.Recommendations.Recommend(new RecommendRequest { CycleId = await CycleIdAsync(town) });
        var last = await call.ResponseStream.ReadAllAsync().LastAsync();
        return (last.Workers, last.Recommended, last.Complete);
    }

    private async Task<IReadOnlyList<Recommendation>> ListAsync(Town town, string language = "", bool headDiffers = false)
    {
        var cycleId = await CycleIdAsync(town);
        return await Paging.AllAsync(
            token => host.Recommendations.ListRecommendationsAsync(new ListRecommendationsRequest
            {
                CycleId = cycleId,
                Language = language,
                HeadDiffers = headDiffers,
                PageSize = 2,
                PageToken = token,
            }).ResponseAsync,
            page => page.Recommendations, page => page.NextPageToken);
    }
}
