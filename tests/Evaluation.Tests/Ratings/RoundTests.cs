using Grpc.Core;
using Workforce.Evaluation.V1;
using Xunit;

namespace Workforce.Evaluation.Tests.Ratings;

[Collection(nameof(EvaluationService))]
public sealed class RoundTests(EvaluationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Apply_SameAgain_IsTheSameVersionAndAnotherTheNext()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);

        var same = await town.Policies.ApplyRatingPolicyAsync(new ApplyRatingPolicyRequest { Policy = town.PolicyOf(Town.Matrix) });
        var next = await town.Policies.ApplyRatingPolicyAsync(new ApplyRatingPolicyRequest { Policy = town.PolicyOf(Town.Score) });

        Assert.Equal((1, 2), (same.Version, next.Version));
        Assert.Equal(next, await town.Policies.GetRatingPolicyAsync(new GetRatingPolicyRequest { CityId = town.Id }));
    }

    public static TheoryData<string, Action<RatingPolicy>> Wrong => new()
    {
        { "policy.rating.cuts", policy => policy.Rating.Cuts.Add("91") },
        { "policy.rating.cuts", policy => policy.Rating.Scheme = RatingScheme.Score100 },
        { "policy.rating.cuts[1]", policy => policy.Rating = new RatingRules(Town.Score).With(rules => rules.Cuts[1] = "91") },
        { "policy.rating.cuts[0]", policy => policy.Rating = new RatingRules(Town.Score).With(rules => rules.Cuts[0] = "100.5") },
        { "policy.rating.absences.limits[0].at_least", policy => policy.Rating.Absences.Limits[0].AtLeast = 3 },
        { "policy.rating.absences.limits[0].more_than", policy => policy.Rating.Absences.Limits[0].ClearMoreThan() },
        { "policy.rating.absences.limits[1].per", policy => policy.Rating.Absences.Limits.Add(new AbsenceLimit { AtLeast = 3 }) },
        { "policy.rating.absences.limits[1].at_least", policy => policy.Rating.Absences.Limits.Add(new AbsenceLimit { AtLeast = 32, Per = AbsencePeriod.Month }) },
        { "policy.rating.absences.counts", policy => policy.Rating.Absences.Counts.Clear() },
        { "policy.rating.inputs", policy => policy.Rating.Inputs.Remove(RatingInput.Predicate) },
        { "policy.rating.inputs[2]", policy => policy.Rating.Inputs.Add(RatingInput.Predicate) },
        { "policy.rating.minimum_predicate", policy => policy.Rating.MinimumPredicate = Predicate.Unspecified },
        { "policy.rating.rounds", policy => policy.Rating.Rounds = null },
        { "policy.objection.ruling_days", policy => policy.Objection.RulingDays = 0 },
        { "policy.heads_before_due[1]", policy => policy.HeadsBeforeDue.Add([7, 0]) },
        { "policy.heads_before_due[1]", policy => policy.HeadsBeforeDue.Add([7, 7]) },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task Apply_WhatNoCityCanMean_IsRefusedByItsPath(string path, Action<RatingPolicy> spoil)
    {
        var policy = new Town(service).PolicyOf(Town.Matrix);
        spoil(policy);

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Town(service).Policies.ApplyRatingPolicyAsync(new ApplyRatingPolicyRequest { Policy = policy }));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.StartsWith(path, failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_SameRoundAgain_IsTheOneThatIsThere()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.Rounds.OpenRoundAsync(new OpenRoundRequest(town.Yearly) { Kind = RoundKind.BeforeEnd, DueDay = "2020-12-20" }).ResponseAsync));

        Assert.Single(both.Distinct());
        Assert.Equal("2020-12-18", (await town.Rounds.OpenRoundAsync(town.Yearly)).DueDay);
        var other = await Assert.ThrowsAsync<RpcException>(async () => await town.Rounds.OpenRoundAsync(new OpenRoundRequest(town.Yearly) { DueDay = "2020-12-21" }));
        Assert.Equal(StatusCode.FailedPrecondition, other.StatusCode);
        Assert.Equal([both[0].Id, town.RoundId], (await town.Rounds.ListRoundsAsync(new ListRoundsRequest { CityId = town.Id })).Rounds.Select(round => round.Id).OrderByDescending(id => id == both[0].Id));
    }

    [Fact]
    public async Task Open_WithoutPolicyInForce_IsRefused()
    {
        var town = new Town(service);
        await town.Policies.ApplyRatingPolicyAsync(new ApplyRatingPolicyRequest { Policy = new RatingPolicy(town.PolicyOf(Town.Matrix)) { EffectiveFrom = "2020-12-19" } });

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await town.Rounds.OpenRoundAsync(town.Yearly));

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
    }

    [Fact]
    public async Task Round_PolicyChangesAfterwards_KeepsItsScheme()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        await town.Policies.ApplyRatingPolicyAsync(new ApplyRatingPolicyRequest { Policy = town.PolicyOf(Town.Score) });

        var reply = await town.Head().RateWorkersAsync(town.Rate(town.Hire(), Town.Good));

        Assert.Equal((1, 1), (reply.Signed, reply.Outcomes[0].Rating.Content.PolicyVersion));
        Assert.Equal(1, (await town.Rounds.OpenRoundAsync(town.Yearly)).PolicyVersion);
    }

    [Fact]
    public async Task ShowProgress_UntilComplete_EndsWhenEveryContractIsRated()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var (one, other) = (town.Hire(), town.Hire(town.OtherUnit));
        using var watch = town.Rounds.ShowProgress(new ShowProgressRequest { RoundId = town.RoundId, UntilComplete = true });
        var seen = watch.ResponseStream.ReadAllAsync().GetAsyncEnumerator();
        Assert.True(await seen.MoveNextAsync());
        Assert.Equal((2, 0, false), (seen.Current.Contracts, seen.Current.Rated, seen.Current.Complete));

        await town.Head().RateWorkersAsync(town.Rate(one, Town.Good));
        await town.Head(town.OtherUnit).RateWorkersAsync(town.Rate(other, Town.Good));

        while (!seen.Current.Complete)
            Assert.True(await seen.MoveNextAsync());
        Assert.Equal(2, seen.Current.Rated);
        Assert.False(await seen.MoveNextAsync());
    }

    [Fact]
    public async Task ShowProgress_RatedContractIsWithdrawn_StillMissesTheOther()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var (rated, _) = (town.Hire(), town.Hire());
        await town.Head().RateWorkersAsync(town.Rate(rated, Town.Good));

        service.Register.Contracts[rated].Contract.Withdrawn = true;

        Assert.Equal([(town.Unit, 1, 0)], await ProgressAsync(town));
    }

    [Fact]
    public async Task ShowProgress_RatedContractHasMoved_IsRatedWhereItIs()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var (rated, _, _) = (town.Hire(), town.Hire(), town.Hire(town.OtherUnit));
        await town.Head().RateWorkersAsync(town.Rate(rated, Town.Good));

        service.Register.Contracts[rated].Contract.UnitId = town.OtherUnit;

        Assert.Equal(new[] { (town.Unit, 1, 0), (town.OtherUnit, 2, 1) }.Order(), await ProgressAsync(town));
    }

    private static async Task<IReadOnlyList<(string UnitId, int Contracts, int Rated)>> ProgressAsync(Town town)
    {
        using var watch = town.Rounds.ShowProgress(new ShowProgressRequest { RoundId = town.RoundId });
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        return [.. watch.ResponseStream.Current.Units.Select(unit => (unit.UnitId, unit.Contracts, unit.Rated)).Order()];
    }
}

internal static class Changed
{
    public static T With<T>(this T message, Action<T> change)
    {
        change(message);
        return message;
    }
}
