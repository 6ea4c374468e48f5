using System.Text;
using Grpc.Core;
using Npgsql;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Testing;
using Xunit;
using NonRenewalGround = Workforce.Contract.V1.NonRenewalGround;
using Recommendation = Workforce.Contract.V1.Recommendation;

namespace Workforce.Contract.Tests;

/// <summary>Whether to renew, by what is declared and known.</summary>
[Collection(Servers.Name)]
public sealed partial class RecommendationTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Recommend_EachGroundAndNone_SaysOutcomeAndReasonsInWords()
    {
        var (town, contracts) = await host.ListedAsync();
        host.Rate(contracts[0], Predicate.Good, days: 15);
        host.Rate(contracts[1], Predicate.Poor);
        host.Rate(contracts[2], Predicate.VeryGood, days: 16, exceeded: new AbsenceLimit { MoreThan = 15, Per = AbsencePeriod.ContractYear });
        host.Rate(contracts[3], Predicate.Good, disciplinedOn: "2020-11-02");

        Assert.Equal((5, 5, true), await town.RecommendAsync(host));

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
        var (town, contracts) = await host.ListedAsync(ageLimit: 58);
        host.Rate(contracts[0], Predicate.Good);
        host.Workers.Ages[$"{contracts[0].WorkerId}"] = years;

        await town.RecommendAsync(host);

        var made = (await ListAsync(town)).Single(recommendation => recommendation.ContractId == $"{contracts[0].ContractId}");
        Assert.Equal(outcome, made.Outcome);
        Assert.Contains($$"""
            "age":{"limit":58,"on":"2021-01-01","years":{{years}}}
            """.Trim(), made.Inputs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_InputThatIsNotDeclared_IsNotLookedAt()
    {
        var (town, contracts) = await host.ListedAsync(ageLimit: 58, inputs: [RatingInput.Predicate]);
        host.Rate(contracts[0], Predicate.Good, days: 40, exceeded: new AbsenceLimit { MoreThan = 15, Per = AbsencePeriod.Month }, disciplinedOn: "2020-11-02");
        host.Workers.Ages[$"{contracts[0].WorkerId}"] = 90;

        await town.RecommendAsync(host);

        var made = (await ListAsync(town)).Single(recommendation => recommendation.ContractId == $"{contracts[0].ContractId}");
        Assert.Equal(RecommendationOutcome.Renew, made.Outcome);
        Assert.DoesNotContain($"{contracts[0].WorkerId}", host.Workers.Asked);
        Assert.Contains("\"declared\":[\"predicate\"]", made.Inputs, StringComparison.Ordinal);
        Assert.DoesNotContain("absences\":", made.Inputs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_SameInputsAgainAndOthersLater_KeepsAndMakesTheNextVersion()
    {
        var (town, contracts) = await host.ListedAsync();
        host.Rate(contracts[0], Predicate.Poor);
        await town.RecommendAsync(host);

        Assert.Equal((5, 0, true), await town.RecommendAsync(host));
        // The superior has lifted it.
        host.Rate(contracts[0], Predicate.Good, version: 2);
        Assert.Equal((5, 1, true), await town.RecommendAsync(host));

        var made = (await ListAsync(town)).Single(recommendation => recommendation.ContractId == $"{contracts[0].ContractId}");
        Assert.Equal((2, RecommendationOutcome.Renew), (made.Version, made.Outcome));
        Assert.Equal(2L, await host.Running.ScalarAsync<long>("select count(*) from recommendation where contract_id = $1", contracts[0].ContractId));
    }

    [Fact]
    public async Task Recommend_WorkerIsNotWilling_IsNotToRenewUntilTheWorkerIs()
    {
        var (town, contracts) = await host.ListedAsync();
        host.Rate(contracts[0], Predicate.VeryGood);
        await town.SayAsync(host, contracts[0], V1.Willingness.NotWilling, "800/1");
        await town.SayAsync(host, contracts[4], V1.Willingness.NotWilling, "800/2");
        await town.RecommendAsync(host);
        var unwilling = (await ListAsync(town)).ToDictionary(recommendation => recommendation.ContractId);

        host.Clock.Set("2021-01-05T09:00:00+08:00");
        await town.SayAsync(host, contracts[0], V1.Willingness.Willing, "800/3");

        Assert.Equal((5, 1, true), await town.RecommendAsync(host));
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
        var (town, contracts) = await host.ListedAsync();
        foreach (var contract in contracts)
            host.Rate(contract, Predicate.Good);
        await town.RecommendAsync(host);
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
        Assert.Equal((3, 0, true), await town.RecommendAsync(host));
    }

    [Fact]
    public async Task Recommend_HeadSaysOtherwise_IsListedAndChangesNothing()
    {
        var (town, contracts) = await host.ListedAsync();
        host.Rate(contracts[0], Predicate.Good, head: HeadRecommendation.NotRenew);
        host.Rate(contracts[1], Predicate.Good, head: HeadRecommendation.Renew);
        host.Rate(contracts[2], Predicate.Poor, head: HeadRecommendation.Renew);

        await town.RecommendAsync(host);

        var differing = await ListAsync(town, headDiffers: true);
        Assert.Equal(
            new[] { $"{contracts[0].ContractId}", $"{contracts[2].ContractId}" }.Order(StringComparer.Ordinal),
            differing.Select(recommendation => recommendation.ContractId).Order(StringComparer.Ordinal));
        var counts = await host.Recommendations.CountRecommendationsAsync(new CountRecommendationsRequest { CycleId = await town.CycleIdAsync() });
        Assert.Equal((5, 5, 2), (counts.Workers, counts.Counts.Sum(count => count.Workers), counts.Counts.Sum(count => count.HeadDiffers)));
    }

    [Fact]
    public async Task Recommend_EvaluationAway_IsUnavailableAndGoesOnLater()
    {
        var (town, _) = await host.ListedAsync();
        host.Workers.EvaluationAnswers = false;
        try
        {
            var fault = await Assert.ThrowsAsync<RpcException>(() => town.RecommendAsync(host));
            Assert.Equal(StatusCode.Unavailable, fault.StatusCode);
        }
        finally
        {
            host.Workers.EvaluationAnswers = true;
            host.Running.Log.Expect("needs what is unreachable");
        }
        Assert.Equal((5, 5, true), await town.RecommendAsync(host));
    }

    [Fact]
    public async Task Recommend_UnitCorrectedSince_IsOfTheRightUnit()
    {
        var (town, contracts) = await host.ListedAsync();
        host.Rate(contracts[0], Predicate.Good);
        await town.RecommendAsync(host);
        await town.CorrectAsync(contracts[0] with { UnitId = contracts[1].UnitId, Revision = 1 });
        await town.ExpireAsync("2021-01-01");

        Assert.Equal((5, 1, true), await town.RecommendAsync(host));

        var made = (await ListAsync(town)).Single(recommendation => recommendation.ContractId == $"{contracts[0].ContractId}");
        Assert.Equal(($"{contracts[1].UnitId}", 2, RecommendationOutcome.Renew), (made.UnitId, made.Version, made.Outcome));
    }

    [Fact]
    public async Task Recommend_AgeNotKnown_IsRefusedInsteadOfTakenForYoung()
    {
        var (town, contracts) = await host.ListedAsync(ageLimit: 58);
        host.Workers.Ages.TryRemove($"{contracts[2].WorkerId}", out _);

        var fault = await Assert.ThrowsAsync<RpcException>(() => town.RecommendAsync(host));

        Assert.Equal(StatusCode.FailedPrecondition, fault.StatusCode);
        Assert.Contains("no age for 1 of 5 workers", fault.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update recommendation set outcome = 1")]
    [InlineData("delete from recommendation")]
    [InlineData("truncate recommendation cascade")]
    public async Task Change_ByHand_IsRefusedByTheDatabase(string sql)
    {
        var (town, _) = await host.ListedAsync();
        await town.RecommendAsync(host);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.Running.ScalarAsync<int>(sql));

        Assert.Contains("recommendation is appended only", refused.MessageText, StringComparison.Ordinal);
    }

    // As docs/decisions.md says it.
    [Fact]
    public async Task Hash_OverTheInputs_IsTheOneStored()
    {
        var (town, contracts) = await host.ListedAsync();
        host.Rate(contracts[0], Predicate.NeedsImprovement, days: 2);
        await town.RecommendAsync(host);

        var made = await ListAsync(town);

        Assert.All(made, one => Assert.Equal(one.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(one.Inputs)))));
        var rated = made.Single(one => one.ContractId == $"{contracts[0].ContractId}");
        Assert.Equal(
            $$$"""
            {"absences":{"counted_days":2},"contract_id":"{{{contracts[0].ContractId}}}","cycle_id":"{{{rated.CycleId}}}","declared":["predicate","absences","willingness","discipline","age"],"minimum_predicate":"needs_improvement","policy_version":1,"predicate":"needs_improvement","rating":{"id":"{{{rated.RatingId}}}","sha256":"{{{new string('1', 64)}}}","version":1}}
            """,
            rated.Inputs);
    }

    private async Task<(int Workers, int Recommended)> ListedCountsAsync(Town town)
    {
        var counts = await host.Recommendations.CountRecommendationsAsync(new CountRecommendationsRequest { CycleId = await town.CycleIdAsync() });
        return (counts.Workers, counts.Counts.Sum(count => count.Workers));
    }

    private async Task<IReadOnlyList<Recommendation>> ListAsync(Town town, string language = "", bool headDiffers = false)
    {
        var cycleId = await town.CycleIdAsync();
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
