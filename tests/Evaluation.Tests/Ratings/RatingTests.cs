using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Npgsql;
using Workforce.Access.V1;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.V1;
using Workforce.Identity;
using Workforce.ServiceDefaults.Topology;
using Xunit;

namespace Workforce.Evaluation.Tests.Ratings;

/// <summary>Heads rate, correct, and may not: on the real database, with a Registry that answers by the tests' town.</summary>
[Collection(nameof(EvaluationService))]
public sealed class RatingTests(EvaluationService service) : IDisposable
{
    public void Dispose()
    {
        service.Clock.Set("2020-12-18T12:00:00+08:00");
        service.Running.Log.AssertNothingUnexpected();
    }

    /// <summary>Scenario 18 of the renewal: 297 in, 3 told.</summary>
    [Fact]
    public async Task Rate_ThreeOf300AreWrong_297AreSignedAndThreeSayWhy()
    {
        var town = await Town.CreateAsync(service, Town.Score);
        var ratings = Enumerable.Range(0, 300).Select(_ => new WorkerRating { ContractId = town.Hire(), Facts = new RatingFacts { Score = "80.5" } }).ToArray();
        ratings[7].Facts.Score = "100.01";
        ratings[8].Facts.Score = "-0.01";
        ratings[299].ContractId = town.Hire(town.OtherUnit);

        var reply = await town.Head().RateWorkersAsync(town.Rate(ratings));

        Assert.Equal((297, 0, 3), (reply.Signed, reply.Unchanged, reply.Refused));
        Assert.Equal(
            [("ratings[7].facts.score", RefusalRule.Scheme), ("ratings[8].facts.score", RefusalRule.Scheme), ("ratings[299].contract_id", RefusalRule.Unit)],
            reply.Outcomes.Where(outcome => outcome.Refusal is not null).Select(outcome => (outcome.Refusal.Field, outcome.Refusal.Rule)));
        Assert.Equal("'100.01' is not between 0 and 100", reply.Outcomes[7].Refusal.Reason);
        Assert.Equal(ratings.Select(rating => rating.ContractId), reply.Outcomes.Select(outcome => outcome.ContractId));
        var counts = await town.Ratings.CountRatingsAsync(new CountRatingsRequest { CityId = town.Id, RoundId = town.RoundId });
        Assert.Equal([new PredicateCount { Predicate = Predicate.Good, Ratings = 297, Renew = 297 }], counts.Counts);
    }

    [Fact]
    public async Task Rate_SameAgain_ChangesNothing()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var (head, request) = (town.Head(), town.Rate(town.Hire(), Facts()));
        var first = await head.RateWorkersAsync(request);

        var second = await head.RateWorkersAsync(request);

        Assert.Equal((0, 1), (second.Signed, second.Unchanged));
        Assert.Equal(first.Outcomes[0].Rating, second.Outcomes[0].Rating);
        Assert.Single((await ListAsync(town)).Ratings);
    }

    [Fact]
    public async Task Rate_Signed_SaysWhoInWhichCapacityAndWhatFollows()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var facts = new RatingFacts(Town.Good) { Absences = { new Absence { Kind = AbsenceKind.Unexcused, Days = 16 } } };

        var rating = (await town.Head(capacity: ServiceDefaults.Access.Capacity.Plt).RateWorkersAsync(town.Rate(town.Hire(), facts))).Outcomes[0].Rating;

        Assert.Equal(Registry.V1.Capacity.Plt, rating.Content.Capacity);
        Assert.Equal(("Kepala Unit", SetupKey.Issuer), (rating.Content.SignedBy.Name, rating.Content.SignedBy.Issuer));
        Assert.Equal("2020-12-18T04:00:00.0000000Z", rating.Content.SignedAt.ToDateTime().ToString("O"));
        Assert.Equal((Predicate.Good, 1, 1), (rating.Content.Predicate, rating.Content.Version, rating.Content.PolicyVersion));
        Assert.False(rating.Recommendation.Renew);
        Assert.Equal([NonRenewalGround.Absence], rating.Recommendation.Grounds);
        Assert.Equal(new AbsenceLimit { MoreThan = 15, Per = AbsencePeriod.ContractYear }, rating.Recommendation.ExceededLimit);
    }

    /// <summary>Scenario 4 of the renewal: a head of another unit, and one who was replaced, are refused; the successor is accepted.</summary>
    [Fact]
    public async Task Rate_HeadsAtMidnight_PassesFromOneToTheNextAndToNoOther()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var request = town.Rate(town.Hire(), Town.Good);
        var (former, successor) = (town.Head(last: new(2021, 1, 4)), town.Head(capacity: ServiceDefaults.Access.Capacity.Plh, first: new(2021, 1, 5)));
        service.Clock.Set("2021-01-04T23:59:59+08:00");

        Assert.Equal(RefusalRule.Unit, (await town.Head(town.OtherUnit).RateWorkersAsync(request)).Outcomes[0].Refusal.Rule);
        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(() => successor.RateWorkersAsync(request)));
        service.Clock.Set("2021-01-05T00:00:00+08:00");

        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(() => former.RateWorkersAsync(request)));
        Assert.Equal(1, (await successor.RateWorkersAsync(request)).Signed);
    }

    [Fact]
    public async Task Rate_WithoutAppointment_IsDenied()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var request = town.Rate(town.Hire(), Town.Good);
        foreach (var role in (Role[])[Role.Hr, Role.System, Role.Head, Role.Superior])
            Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(() => town.As(new SetupToken("x", "x", [role], [SetupToken.EveryCity])).RateWorkersAsync(request)));
    }

    [Theory]
    [InlineData("withdrawn", RefusalRule.Round)]
    [InlineData("later", RefusalRule.Round)]
    [InlineData("unknown", RefusalRule.Unit)]
    [InlineData("twice", RefusalRule.Duplicate)]
    [InlineData("no conduct", RefusalRule.Scheme)]
    [InlineData("score", RefusalRule.Scheme)]
    [InlineData("absent before", RefusalRule.Absence)]
    [InlineData("32 days", RefusalRule.Absence)]
    [InlineData("to come", RefusalRule.Day)]
    [InlineData("not begun", RefusalRule.Day)]
    [InlineData("11 days of 10", RefusalRule.Absence)]
    public async Task Rate_WhatCannotBe_IsRefusedByItsRule(string what, RefusalRule expected)
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var (contract, facts) = (town.Hire(), new RatingFacts(Town.Good));
        if (what == "withdrawn")
            service.Register.Contracts[contract].Contract.Withdrawn = true;
        contract = what switch { "later" => town.Hire(firstDay: "2021-01-01", lastDay: "2021-12-31"), "not begun" => town.Hire(firstDay: "2020-12-19"), "11 days of 10" => town.Hire(lastDay: "2020-12-10"), "unknown" => $"{Guid.NewGuid()}", _ => contract };
        if (what == "no conduct")
            facts.Conduct = Expectation.Unspecified;
        facts.Score = what == "score" ? "80" : "";
        facts.RatedOn = what == "to come" ? "2020-12-19" : "";
        (int Days, string Month)? absent = what switch { "absent before" => (1, "2019-12"), "32 days" => (32, "2020-01"), "11 days of 10" => (11, "2020-12"), _ => null };
        if (absent is var (days, month))
            facts.Absences.Add(new Absence { Kind = AbsenceKind.Sick, Days = days, Month = month });
        var rating = new WorkerRating { ContractId = contract, Facts = facts };

        var reply = await town.Head().RateWorkersAsync(what == "twice" ? town.Rate(rating, rating) : town.Rate(rating));

        Assert.Equal(expected, reply.Outcomes[^1].Refusal.Rule);
    }

    [Fact]
    public async Task Rate_TotalThatMayHideAMonth_IsAskedForByMonth()
    {
        var rules = new RatingRules(Town.Matrix);
        rules.Absences.Limits.Insert(0, new AbsenceLimit { AtLeast = 12, Per = AbsencePeriod.Month });
        var town = await Town.CreateAsync(service, rules);
        RatingFacts Absent(int days) => new(Town.Good) { Absences = { new Absence { Kind = AbsenceKind.Unexcused, Days = days } } };

        var reply = await town.Head().RateWorkersAsync(town.Rate(
            new WorkerRating { ContractId = town.Hire(), Facts = Absent(11) }, new WorkerRating { ContractId = town.Hire(), Facts = Absent(12) }));

        Assert.Equal((1, RefusalRule.Absence), (reply.Signed, reply.Outcomes[1].Refusal.Rule));
    }

    [Fact]
    public async Task Correct_TwoAtOnce_OneWinsAndTheOtherIsToldTheCurrentVersion()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var (head, contract) = (town.Head(), town.Hire());
        await head.RateWorkersAsync(town.Rate(contract, Town.Good));
        CorrectRatingRequest To(Expectation result, int version) => new()
        {
            RoundId = town.RoundId,
            Rating = new WorkerRating { ContractId = contract, ExpectedVersion = version, Facts = new RatingFacts(Town.Good) { Result = result } },
        };

        var both = await Task.WhenAll(
            ((Expectation[])[Expectation.Above, Expectation.Below]).Select(result => FailureAsync(() => head.CorrectRatingAsync(To(result, 1)))));

        var failure = Assert.Single(both, failure => failure is not null)!;
        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.Contains("current version, which is 2", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(RefusalRule.Rated, (await head.RateWorkersAsync(town.Rate(contract, new RatingFacts(Town.Good) { Note = "lain" }))).Outcomes[0].Refusal.Rule);
        Assert.Equal([1, 2], (await ListAsync(town, allVersions: true)).Ratings.Select(rating => rating.Content.Version));
        Assert.Equal([2], (await ListAsync(town)).Ratings.Select(rating => rating.Content.Version));
        Assert.Equal(StatusCode.NotFound, await StatusAsync(() => town.Head(town.OtherUnit).CorrectRatingAsync(To(Expectation.At, 2))));
    }

    [Theory]
    [InlineData("update rating set predicate = 1 where round_id = $1")]
    [InlineData("delete from rating where round_id = $1")]
    [InlineData("update rating set note = note where round_id = $1")]
    public async Task Signed_ChangedInTheDatabase_IsRefusedThere(string statement)
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        await town.Head().RateWorkersAsync(town.Rate(town.Hire(), Town.Good));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => service.Running.ExecuteAsync(statement, Guid.Parse(town.RoundId)));

        Assert.Contains("appended only", refused.MessageText, StringComparison.Ordinal);
    }

    /// <summary>The program of docs/ratings.md computes the hash from what ListRatings answers.</summary>
    [Fact]
    public async Task Signed_HashComputedInPython_IsThatOfTheRating()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        await town.Head().RateWorkersAsync(town.Rate(town.Hire(), Facts()));
        var rating = Assert.Single((await ListAsync(town)).Ratings);
        var json = new JsonFormatter(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true)).Format(rating);

        Assert.Equal((0, rating.Sha256), await ComputeHashAsync(json));
        Assert.Equal(1, (await ComputeHashAsync(json.Replace("EXPECTATION_AT", "EXPECTATION_ABOVE", StringComparison.Ordinal))).ExitCode);
    }

    [Fact]
    public async Task Signed_OpenRequest_IsSatisfiedAndTheEventPublished()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var batch = Batches.Of(Batches.Unit(2));
        await service.PublishAndWaitAsync(batch, requests: 2);
        var contract = $"{batch.Units[0].Contracts[0].ContractId}";
        service.Register.Contracts[contract] = (town.Id, Town.NewNik(), new()
        {
            ContractId = contract,
            WorkerId = $"{Guid.NewGuid()}",
            UnitId = town.Unit,
            FirstDay = "2020-01-01",
            LastDay = "2020-12-31",
        });

        var rating = (await town.Head().RateWorkersAsync(town.Rate(contract, Town.Good))).Outcomes[0].Rating.Content;

        Assert.Equal(1, await service.Running.ScalarAsync<long>("select count(*) from evaluation_request where cycle_id = $1 and state = 3", batch.CycleId));
        var signed = (await service.Broker.TakeUntilAsync(
            QueueName.For<RatingsSigned>("notification"), message => message.As<RatingsSigned>().RoundId == Guid.Parse(town.RoundId), "the rating is published")).As<RatingsSigned>();
        Assert.Null(signed.Fault);
        Assert.Equal((new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31), 14), (signed.PeriodFrom, signed.PeriodTo, signed.ObjectionDays));
        Assert.Equal(((short?)Predicate.Good, 0, null), (signed.Ratings[0].Predicate, signed.Ratings[0].CountedDays, signed.Ratings[0].Ruling));
        Assert.Equal((rating.ContractId, rating.RatingId, 1), ($"{signed.Ratings[0].ContractId}", $"{signed.Ratings[0].RatingId}", signed.Ratings[0].Version));
    }

    // With all that a rating may have, and letters that JSON escapes.
    private static RatingFacts Facts() => new()
    {
        Result = Expectation.At,
        Conduct = Expectation.Above,
        Absences = { new Absence { Kind = AbsenceKind.Unexcused, Days = 2, Month = "2020-03" }, new Absence { Kind = AbsenceKind.Sick, Days = 3 } },
        Discipline = new Discipline { Text = "Teguran \"lisan\"", PaperNumber = "800/1/2020", PaperDate = "2020-06-01" },
        HeadRecommendation = HeadRecommendation.NotRenew,
        Note = "Baris satu\nbaris dua\t\\ é 😀 \u007f\u0001",
        RatedOn = "2020-12-17",
    };

    /// <summary>Runs the program of docs/ratings.md.</summary>
    internal static async Task<(int ExitCode, string Output)> ComputeHashAsync(string json)
    {
        var docs = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "ratings.md"));
        var start = new ProcessStartInfo("python3", ["-X", "utf8", "-c", docs.Split("```python\n")[1].Split("```")[0]])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
        };
        using var python = Process.Start(start)!;
        await python.StandardInput.WriteAsync(json);
        python.StandardInput.Close();
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return (python.ExitCode, output.Trim());
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aspire.Workforce.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    private static async Task<ListRatingsReply> ListAsync(Town town, bool allVersions = false) =>
        await town.Ratings.ListRatingsAsync(new ListRatingsRequest { RoundId = town.RoundId, AllVersions = allVersions });

    private static async Task<StatusCode> StatusAsync<T>(Func<AsyncUnaryCall<T>> call) => (await FailureAsync(call))?.StatusCode ?? StatusCode.OK;

    private static async Task<RpcException?> FailureAsync<T>(Func<AsyncUnaryCall<T>> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (RpcException failure)
        {
            return failure;
        }
    }
}
