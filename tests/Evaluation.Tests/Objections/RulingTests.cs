using Google.Protobuf;
using Grpc.Core;
using Npgsql;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.Tests.Ratings;
using Workforce.Evaluation.V1;
using Workforce.ServiceDefaults.Topology;
using Xunit;
using Capacity = Workforce.ServiceDefaults.Access.Capacity;

namespace Workforce.Evaluation.Tests.Objections;

/// <summary>Superiors rule on objections, unless they have rated.</summary>
[Collection(nameof(EvaluationService))]
public sealed class RulingTests(EvaluationService service) : IDisposable
{
    public void Dispose()
    {
        service.Clock.Set("2020-12-18T12:00:00+08:00");
        service.Running.Log.AssertNothingUnexpected();
    }

    /// <summary>Scenario 5 of the renewal: the superior lifts <em>kurang</em> to <em>baik</em>, the recommendation becomes renew, both versions are kept.</summary>
    [Fact]
    public async Task Rule_GrantedLiftsKurangToBaik_RecommendsToRenewAndKeepsBothVersions()
    {
        var (_, objectors) = await TownAsync();
        var rating = await objectors.RatedAsync();
        var objection = await objectors.FileAsync(rating.ContractId);
        service.Clock.Set("2020-12-22T09:00:00.250+08:00");

        var ruled = await objectors.Superior(capacity: Capacity.Pj).RuleOnObjectionAsync(Granted(objection, Town.Good));

        Assert.Equal((RulingOutcome.Granted, 2, "Pejabat", Registry.V1.Capacity.Pj), (ruled.Ruling.Outcome, ruled.Ruling.Version, ruled.Ruling.RuledBy.Name, ruled.Ruling.Capacity));
        var versions = await objectors.VersionsAsync(rating.ContractId);
        Assert.Equal([Predicate.Poor, Predicate.Good], versions.Select(version => version.Content.Predicate));
        Assert.Equal([false, true], versions.Select(version => version.Recommendation.Renew));
        Assert.Equal(["", objection.Id], versions.Select(version => version.Content.ObjectionId));
        Assert.Equal((ruled.Ruling.RatingId, Registry.V1.Capacity.Pj, rating.UnitId), (versions[1].Content.RatingId, versions[1].Content.Capacity, versions[1].Content.UnitId));
        // The hash of a ruling has the objection in it; of what heads sign it is what it was.
        foreach (var version in versions)
            Assert.Equal((0, version.Sha256), await RatingTests.ComputeHashAsync(Json(version)));
        Assert.Equal(1, (await RatingTests.ComputeHashAsync(Json(versions[1]).Replace(objection.Id, rating.RatingId, StringComparison.Ordinal))).ExitCode);
    }

    [Fact]
    public async Task Rule_Rejected_SignsTheSameFactsAndIsPublished()
    {
        var (town, objectors) = await TownAsync();
        var facts = new RatingFacts(Objectors.Poor)
        {
            Absences = { new Absence { Kind = AbsenceKind.Unexcused, Days = 3 }, new Absence { Kind = AbsenceKind.Sick, Days = 9 } },
        };
        var rating = await objectors.RatedAsync(facts);

        var ruled = await objectors.Superior().RuleOnObjectionAsync(Rejected(await objectors.FileAsync(rating.ContractId)));

        var versions = await objectors.VersionsAsync(rating.ContractId);
        Assert.Equal(versions[0].Content.Facts, versions[1].Content.Facts);
        Assert.Equal(versions[0].Recommendation, versions[1].Recommendation);
        var published = await PublishedAsync(town, ruled.Ruling.RatingId);
        Assert.Equal((new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31), 14), (published.PeriodFrom, published.PeriodTo, published.ObjectionDays));
        Assert.Equal(((short)Predicate.Poor, 3, (short)1, 2), (published.Ratings[0].Predicate, published.Ratings[0].CountedDays, published.Ratings[0].Ruling, published.Ratings[0].Version));
    }

    [Fact]
    public async Task Rule_Granted_IsPublishedWithWhatTheRatingBecomes()
    {
        var (town, objectors) = await TownAsync();
        var rating = await objectors.RatedAsync();

        var ruled = await objectors.Superior().RuleOnObjectionAsync(Granted(await objectors.FileAsync(rating.ContractId), Town.Good));

        var published = (await PublishedAsync(town, ruled.Ruling.RatingId)).Ratings[0];
        Assert.Equal(((short)Predicate.Good, 0, (short)2), (published.Predicate, published.CountedDays, published.Ruling));
    }

    [Fact]
    public async Task Rule_SuperiorWhoRated_IsDeniedAndTheNextAboveRules()
    {
        var (_, objectors) = await TownAsync();
        // Acting as the head of the unit besides.
        var rater = objectors.Person([objectors.HeadOf(), objectors.Above(1)]);
        var objection = await objectors.FileAsync((await objectors.RatedAsync(head: rater.Ratings)).ContractId);

        var (status, sentence) = await Objectors.FailureAsync(rater.Objections.RuleOnObjectionAsync(Rejected(objection)));
        var tooHigh = await Objectors.FailureAsync(objectors.Superior(3).RuleOnObjectionAsync(Rejected(objection)));
        var ruled = await objectors.Superior(2).RuleOnObjectionAsync(Rejected(objection));

        Assert.Equal(StatusCode.PermissionDenied, status);
        Assert.Contains("Pejabat has signed the rating, and does not rule", sentence, StringComparison.Ordinal);
        Assert.Equal(StatusCode.PermissionDenied, tooHigh.Status);
        Assert.Contains("who is 2 above has not, and rules", tooHigh.Sentence, StringComparison.Ordinal);
        Assert.Equal(RulingOutcome.Rejected, ruled.Ruling.Outcome);
    }

    // The definitive superior has rated and is away; who acts for that person has not.
    [Fact]
    public async Task Rule_AnotherHoldsTheNearerOffice_RulesBeforeTheNextAbove()
    {
        var (_, objectors) = await TownAsync();
        var rater = objectors.Person([objectors.HeadOf(), objectors.Above(1)]);
        var acting = objectors.Superior(capacity: Capacity.Plh);
        var objection = await objectors.FileAsync((await objectors.RatedAsync(head: rater.Ratings)).ContractId);

        Assert.Equal(StatusCode.PermissionDenied, (await Objectors.FailureAsync(objectors.Superior(2).RuleOnObjectionAsync(Rejected(objection)))).Status);
        Assert.Equal(Registry.V1.Capacity.Plh, (await acting.RuleOnObjectionAsync(Rejected(objection))).Ruling.Capacity);
    }

    [Fact]
    public async Task Rule_TwoAboveHaveRated_TheThirdRules()
    {
        var (town, objectors) = await TownAsync();
        var (first, second) = (objectors.Person([objectors.HeadOf(), objectors.Above(1)]), objectors.Person([objectors.HeadOf(Capacity.Plh), objectors.Above(2)]));
        var rating = await objectors.RatedAsync(head: first.Ratings);
        await second.Ratings.CorrectRatingAsync(new CorrectRatingRequest
        {
            RoundId = town.RoundId,
            Rating = new WorkerRating { ContractId = rating.ContractId, ExpectedVersion = 1, Facts = new RatingFacts(Objectors.Poor) { Note = "diperiksa" } },
        });
        var objection = await objectors.FileAsync(rating.ContractId);

        foreach (var rater in (ObjectionService.ObjectionServiceClient[])[first.Objections, second.Objections])
            Assert.Equal(StatusCode.PermissionDenied, (await Objectors.FailureAsync(rater.RuleOnObjectionAsync(Rejected(objection)))).Status);
        Assert.Equal(3, (await objectors.Superior(3).RuleOnObjectionAsync(Rejected(objection))).Ruling.Version);
    }

    [Fact]
    public async Task Rule_SuperiorWhoRatedIsReplaced_TheSuccessorRulesAndTheNextAboveDoesNot()
    {
        var (_, objectors) = await TownAsync();
        var former = objectors.Person([objectors.HeadOf(), objectors.Above(1, last: new(2020, 12, 21))]);
        var successor = objectors.Superior(first: new(2020, 12, 22));
        var objection = await objectors.FileAsync((await objectors.RatedAsync(head: former.Ratings)).ContractId);
        service.Clock.Set("2020-12-21T23:59:59+08:00");
        Assert.Equal(StatusCode.PermissionDenied, (await Objectors.FailureAsync(successor.RuleOnObjectionAsync(Rejected(objection)))).Status);
        service.Clock.Set("2020-12-22T00:00:00+08:00");

        Assert.Equal(StatusCode.PermissionDenied, (await Objectors.FailureAsync(objectors.Superior(2).RuleOnObjectionAsync(Rejected(objection)))).Status);
        Assert.Equal("Pejabat", (await successor.RuleOnObjectionAsync(Rejected(objection))).Ruling.RuledBy.Name);
    }

    // The head who rated has become the superior; the head's successor has signed nothing.
    [Fact]
    public async Task Rule_HeadWhoRatedHasRisen_IsDenied()
    {
        var (_, objectors) = await TownAsync();
        var risen = objectors.Person([objectors.HeadOf(Capacity.Definitive) with { LastDay = new(2020, 12, 21) }, objectors.Above(1, first: new(2020, 12, 22))]);
        var objection = await objectors.FileAsync((await objectors.RatedAsync(head: risen.Ratings)).ContractId);
        service.Clock.Set("2020-12-22T08:00:00+08:00");

        Assert.Equal(StatusCode.PermissionDenied, (await Objectors.FailureAsync(risen.Objections.RuleOnObjectionAsync(Rejected(objection)))).Status);
        Assert.Equal(RulingOutcome.Rejected, (await objectors.Superior(2).RuleOnObjectionAsync(Rejected(objection))).Ruling.Outcome);
    }

    [Fact]
    public async Task Rule_ByOthers_IsDeniedOrNotFound()
    {
        var (town, objectors) = await TownAsync();
        var rating = await objectors.RatedAsync();
        var objection = await objectors.FileAsync(rating.ContractId);
        var elsewhere = new Objectors(service, await Town.CreateAsync(service, Town.Matrix));

        foreach (var denied in (ObjectionService.ObjectionServiceClient[])[objectors.Office, objectors.Worker(rating.ContractId), objectors.Person([objectors.HeadOf()]).Objections, objectors.Anyone])
            Assert.Equal(StatusCode.PermissionDenied, (await Objectors.FailureAsync(denied.RuleOnObjectionAsync(Rejected(objection)))).Status);
        Assert.Equal(
            (StatusCode.NotFound, $"objection '{objection.Id}' is not known"), await Objectors.FailureAsync(elsewhere.Superior().RuleOnObjectionAsync(Rejected(objection))));
        Assert.Single(await objectors.VersionsAsync(rating.ContractId));
    }

    [Fact]
    public async Task Rule_TwoAtOnce_OneWinsAndTheOtherSeesIt()
    {
        var (_, objectors) = await TownAsync();
        var rating = await objectors.RatedAsync();
        var objection = await objectors.FileAsync(rating.ContractId);

        var both = await Task.WhenAll(
            Objectors.FailureAsync(objectors.Superior().RuleOnObjectionAsync(Rejected(objection))),
            Objectors.FailureAsync(objectors.Superior(capacity: Capacity.Plh).RuleOnObjectionAsync(Granted(objection, Town.Good))));

        Assert.Single(both, one => one.Status is StatusCode.OK);
        var refused = Assert.Single(both, one => one.Status is StatusCode.FailedPrecondition);
        Assert.Matches("the objection was (granted|rejected) by Pejabat on 2020-12-18, by version 2 of the rating: the ruling is final", refused.Sentence);
        Assert.Equal(2, (await objectors.VersionsAsync(rating.ContractId)).Count);
    }

    [Fact]
    public async Task Rule_SameAgain_IsAnsweredAsItIs()
    {
        var (_, objectors) = await TownAsync();
        var superior = objectors.Superior();
        var request = Granted(await objectors.FileAsync((await objectors.RatedAsync()).ContractId), Town.Good);

        var twice = await Task.WhenAll(superior.RuleOnObjectionAsync(request).ResponseAsync, superior.RuleOnObjectionAsync(request).ResponseAsync);

        Assert.Equal(twice[0], twice[1]);
        Assert.Equal(twice[0], await superior.RuleOnObjectionAsync(request));
        request.Facts.Note = "lain";
        Assert.Equal(StatusCode.FailedPrecondition, (await Objectors.FailureAsync(superior.RuleOnObjectionAsync(request))).Status);
    }

    [Theory]
    [InlineData("no facts", "facts: are required of a granted objection")]
    [InlineData("rejected", "facts: are for a granted objection")]
    [InlineData("same", "facts: say what is signed already")]
    [InlineData("no conduct", "facts.conduct: is required")]
    [InlineData("score", "facts.score: is for the scheme score100")]
    [InlineData("absent", "facts.absences[0].days '400': are more than the 366 days that are rated")]
    [InlineData("to come", "facts.rated_on '2020-12-19': is to come")]
    [InlineData("no outcome", "outcome: is required: one of REJECTED, GRANTED")]
    [InlineData("no reason", "reason: is required")]
    public async Task Rule_WhatCannotBe_NamesFieldAndValue(string what, string expected)
    {
        var (_, objectors) = await TownAsync();
        var rating = await objectors.RatedAsync();
        var request = Granted(await objectors.FileAsync(rating.ContractId), what == "same" ? Objectors.Poor : Town.Good);
        switch (what)
        {
            case "no facts": request.Facts = null; break;
            case "rejected": request.Outcome = RulingOutcome.Rejected; break;
            case "no conduct": request.Facts.Conduct = Expectation.Unspecified; break;
            case "score": request.Facts.Score = "80"; break;
            case "absent": request.Facts.Absences.Add(new Absence { Kind = AbsenceKind.Sick, Days = 400 }); break;
            case "to come": request.Facts.RatedOn = "2020-12-19"; break;
            case "no outcome": request.Outcome = RulingOutcome.Unspecified; break;
            case "no reason": request.Reason = ""; break;
        }

        var (status, sentence) = await Objectors.FailureAsync(objectors.Superior().RuleOnObjectionAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, status);
        Assert.StartsWith(expected, sentence, StringComparison.Ordinal);
        Assert.Single(await objectors.VersionsAsync(rating.ContractId));
    }

    [Fact]
    public async Task Ruled_CorrectionOrAnotherObjection_IsRefusedForItIsFinal()
    {
        var (town, objectors) = await TownAsync();
        var head = town.Head();
        var contract = (await objectors.RatedAsync(head: head)).ContractId;
        await objectors.Superior().RuleOnObjectionAsync(Rejected(await objectors.FileAsync(contract)));

        var reply = await head.RateWorkersAsync(town.Rate(contract, Town.Good, expectedVersion: 2));
        var (status, sentence) = await Objectors.FailureAsync(objectors.Worker(contract).FileObjectionAsync(objectors.Objection(contract, "Sekali lagi.")));

        Assert.Equal((RefusalRule.Ruled, 2), (reply.Outcomes[0].Refusal.Rule, reply.Outcomes[0].Refusal.CurrentVersion));
        Assert.Equal(StatusCode.FailedPrecondition, status);
        Assert.Contains("an objection of 2020-12-18 was ruled on, by version 2 of the rating: the ruling is final", sentence, StringComparison.Ordinal);
        // The one that was ruled on is answered as it is.
        Assert.Equal(RulingOutcome.Rejected, (await objectors.FileAsync(contract)).Ruling.Outcome);
    }

    [Fact]
    public async Task Rule_ContractIsWithdrawn_CanBeRejectedAndNotGranted()
    {
        var (_, objectors) = await TownAsync();
        var rating = await objectors.RatedAsync();
        var objection = await objectors.FileAsync(rating.ContractId);
        service.Register.Contracts[rating.ContractId].Contract.Withdrawn = true;

        Assert.Equal(StatusCode.FailedPrecondition, (await Objectors.FailureAsync(objectors.Superior().RuleOnObjectionAsync(Granted(objection, Town.Good)))).Status);
        Assert.Equal(2, (await objectors.Superior().RuleOnObjectionAsync(Rejected(objection))).Ruling.Version);
    }

    [Fact]
    public async Task Late_EndOfTheRulingDayInWita_IsLateFromTheNextDayOn()
    {
        var (town, objectors) = await TownAsync();
        var (inTime, late) = (await objectors.FileAsync((await objectors.RatedAsync()).ContractId), await objectors.FileAsync((await objectors.RatedAsync()).ContractId));
        async Task<IEnumerable<string>> LateAsync() =>
            (await objectors.Office.ListObjectionsAsync(new ListObjectionsRequest { CityId = town.Id, Late = true })).Objections.Select(objection => objection.Id);
        service.Clock.Set("2020-12-23T23:59:59+08:00");

        Assert.Equal("2020-12-23", inTime.RulingDue);
        Assert.Empty(await LateAsync());
        Assert.False((await objectors.Superior().RuleOnObjectionAsync(Rejected(inTime))).Late);
        service.Clock.Set("2020-12-24T00:00:00+08:00");
        Assert.Equal([late.Id], await LateAsync());
        Assert.True((await objectors.Superior().RuleOnObjectionAsync(Rejected(late))).Late);
        Assert.Equal([late.Id], await LateAsync());
    }

    [Theory]
    [InlineData("update ruling set outcome = 2 where rating_id = $1")]
    [InlineData("delete from ruling where rating_id = $1")]
    public async Task Ruled_ChangedInTheDatabase_IsRefusedThere(string statement)
    {
        var (_, objectors) = await TownAsync();
        var ruled = await objectors.Superior().RuleOnObjectionAsync(Rejected(await objectors.FileAsync((await objectors.RatedAsync()).ContractId)));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => service.Running.ExecuteAsync(statement, Guid.Parse(ruled.Ruling.RatingId)));

        Assert.Contains("appended only", refused.MessageText, StringComparison.Ordinal);
    }

    private async Task<RatingsSigned> PublishedAsync(Town town, string ratingId) => (await service.Broker.TakeUntilAsync(
        QueueName.For<RatingsSigned>("notification"),
        message => message.As<RatingsSigned>() is var signed && signed.RoundId == Guid.Parse(town.RoundId) && $"{signed.Ratings[0].RatingId}" == ratingId,
        "the ruling is published")).As<RatingsSigned>();

    private static RuleOnObjectionRequest Rejected(Objection objection) =>
        new() { ObjectionId = objection.Id, Outcome = RulingOutcome.Rejected, Reason = "Penilaian sesuai catatan." };

    private static RuleOnObjectionRequest Granted(Objection objection, RatingFacts facts) =>
        new() { ObjectionId = objection.Id, Outcome = RulingOutcome.Granted, Reason = "Bukti kehadiran diterima.", Facts = facts };

    private static string Json(Rating rating) => new JsonFormatter(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true)).Format(rating);

    private async Task<(Town Town, Objectors Objectors)> TownAsync()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        return (town, new Objectors(service, town));
    }
}
