using Grpc.Core;
using Npgsql;
using Workforce.Evaluation.Tests.Ratings;
using Workforce.Evaluation.V1;
using Workforce.Identity;
using Workforce.Notification.Events;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Topology;
using Xunit;

namespace Workforce.Evaluation.Tests.Objections;

/// <summary>Workers object, in time or not, and what their objection keeps heads from.</summary>
[Collection(nameof(EvaluationService))]
public sealed class ObjectionTests(EvaluationService service) : IDisposable
{
    private static readonly DateOnly Received = new(2020, 12, 21);

    public void Dispose()
    {
        service.Clock.Set("2020-12-18T12:00:00+08:00");
        service.Running.Log.AssertNothingUnexpected();
    }

    /// <summary>Scenario 5 of the renewal: received on 21 December, an objection is taken on 4 January 23:59:59 in the city, and refused on 5 January 00:00.</summary>
    [Fact]
    public async Task File_LastDayInWita_IsTakenToItsEndAndRefusedAfter()
    {
        var (_, objectors) = await TownAsync();
        var (inTime, late) = (await objectors.RatedAsync(), await objectors.RatedAsync());
        await objectors.ReceiveAsync(inTime, Received);
        await objectors.ReceiveAsync(late, Received);
        service.Clock.Set("2021-01-04T23:59:59+08:00");

        var filed = await objectors.FileAsync(inTime.ContractId);
        service.Clock.Set("2021-01-05T00:00:00+08:00");
        var (status, sentence) = await Objectors.FailureAsync(objectors.Worker(late.ContractId).FileObjectionAsync(objectors.Objection(late.ContractId)));

        Assert.Equal(("2021-01-04", "2021-01-09", false), (filed.FiledOn, filed.RulingDue, filed.Late));
        Assert.Equal((inTime.RatingId, 1, inTime.WorkerId, inTime.UnitId), (filed.RatingId, filed.Version, filed.WorkerId, filed.UnitId));
        Assert.Equal("2021-01-04T15:59:59Z", filed.FiledAt.ToDateTime().ToString("yyyy-MM-ddTHH:mm:ssK", null));
        Assert.Equal(StatusCode.FailedPrecondition, status);
        Assert.Contains("received the rating on 2020-12-21", sentence, StringComparison.Ordinal);
        Assert.Contains("through 2021-01-04: 2021-01-05 is too late", sentence, StringComparison.Ordinal);
        // What was filed in time is answered as it is.
        Assert.Equal(filed, await objectors.FileAsync(inTime.ContractId));
    }

    [Fact]
    public async Task File_WithoutReceipt_IsTakenWheneverItComes()
    {
        var (_, objectors) = await TownAsync();
        var rating = await objectors.RatedAsync();
        service.Clock.Set("2021-03-01T08:00:00+08:00");

        Assert.Equal("2021-03-01", (await objectors.FileAsync(rating.ContractId)).FiledOn);
    }

    [Fact]
    public async Task File_AgainstACorrectedVersion_HasItsOwnReceiptAndWindow()
    {
        var (town, objectors) = await TownAsync();
        var head = town.Head();
        var first = await objectors.RatedAsync(head: head);
        await objectors.ReceiveAsync(first, Received);
        service.Clock.Set("2021-01-10T08:00:00+08:00");
        var second = (await head.CorrectRatingAsync(Correction(town, first.ContractId, 1))).Content;
        service.Clock.Set("2021-01-20T08:00:00+08:00");
        await objectors.ReceiveAsync(second, new(2021, 1, 12));

        var filed = await objectors.FileAsync(first.ContractId);

        Assert.Equal((second.RatingId, 2), (filed.RatingId, filed.Version));
    }

    [Fact]
    public async Task Receive_AgainAndOnAnotherDay_TheFirstStands()
    {
        var (_, objectors) = await TownAsync();
        var rating = await objectors.RatedAsync();
        var message = Guid.NewGuid();
        foreach (var _ in (int[])[1, 2])
            await service.Broker.PublishAsync(message, objectors.ReceiptOf(rating, Received));
        await service.Running.HandledAsync(message);

        await objectors.ReceiveAsync(rating, Received.AddDays(5));

        Assert.Equal(Received, await service.Running.ScalarAsync<DateOnly>("select received_on from rating_receipt where rating_id = $1", Guid.Parse(rating.RatingId)));
    }

    [Fact]
    public async Task Receive_Malformed_IsADeadLetterThatSaysWhy()
    {
        service.Running.Log.Expect("RatingsReceived");
        var message = Guid.NewGuid();
        await service.Broker.PublishAsync(message, new RatingsReceived(Guid.NewGuid(), []));

        var queue = QueueName.For<RatingsReceived>("evaluation") + "_error";
        await service.Broker.TakeUntilAsync(queue, dead => dead.MessageId == message, "it is a dead letter");
    }

    // The head has corrected the rating since the office received the paper.
    [Fact]
    public async Task FileOnPaper_ReceivedBeforeACorrection_IsAgainstTheVersionOfThatDay()
    {
        var (town, objectors) = await TownAsync();
        var head = town.Head();
        var first = await objectors.RatedAsync(head: head);
        service.Clock.Set("2020-12-26T08:00:00+08:00");
        await head.CorrectRatingAsync(new CorrectRatingRequest
        {
            RoundId = town.RoundId,
            Rating = new WorkerRating { ContractId = first.ContractId, ExpectedVersion = 1, Facts = new RatingFacts(Objectors.Poor) { Note = "diperiksa" } },
        });
        var request = objectors.Objection(first.ContractId);
        request.Paper = new Registry.V1.Paper { Number = "012/KEB", Date = "2020-12-24" };
        request.FiledOn = "2020-12-24";

        var filed = await objectors.Office.FileObjectionAsync(request);
        var ruled = await objectors.Superior().RuleOnObjectionAsync(new RuleOnObjectionRequest { ObjectionId = filed.Id, Outcome = RulingOutcome.Rejected, Reason = "Sesuai catatan." });

        Assert.Equal((first.RatingId, 1, "2020-12-24"), (filed.RatingId, filed.Version, filed.FiledOn));
        Assert.Equal(3, ruled.Ruling.Version);
    }

    [Fact]
    public async Task File_ThreeAtOnce_AreOneObjection()
    {
        var (_, objectors) = await TownAsync();
        var contract = (await objectors.RatedAsync()).ContractId;
        var worker = objectors.Worker(contract);

        var filed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => worker.FileObjectionAsync(objectors.Objection(contract)).ResponseAsync));

        Assert.Single(filed.Distinct());
        var (status, sentence) = await Objectors.FailureAsync(worker.FileObjectionAsync(objectors.Objection(contract, "Alasan lain.")));
        Assert.Equal(StatusCode.FailedPrecondition, status);
        Assert.Contains("an objection of 2020-12-18 against version 1 of the rating is open", sentence, StringComparison.Ordinal);
    }

    // What counts is the day on which the office received the paper, not that on which it enters it.
    [Fact]
    public async Task FileOnPaper_EnteredAfterTheWindow_CountsFromTheDayOfThePaper()
    {
        var (_, objectors) = await TownAsync();
        var (rating, late) = (await objectors.RatedAsync(), await objectors.RatedAsync());
        await objectors.ReceiveAsync(rating, Received);
        await objectors.ReceiveAsync(late, Received);
        service.Clock.Set("2021-01-08T08:00:00+08:00");

        var filed = await objectors.Office.FileObjectionAsync(OnPaper(objectors, rating.ContractId, "2021-01-04"));

        Assert.Equal(("2021-01-04", "2021-01-09", "012/KEB/2021", "BKPPD"), (filed.FiledOn, filed.RulingDue, filed.Paper.Number, filed.FiledBy.Name));
        Assert.Equal(filed, await objectors.Office.FileObjectionAsync(OnPaper(objectors, rating.ContractId, "2021-01-04")));
        Assert.Equal(
            StatusCode.FailedPrecondition, (await Objectors.FailureAsync(objectors.Office.FileObjectionAsync(OnPaper(objectors, late.ContractId, "2021-01-05")))).Status);
    }

    [Theory]
    [InlineData("2020-12-23", "2020-12-20", "filed_on '2020-12-23': is to come; today is 2020-12-22")]
    [InlineData("2020-12-17", "2020-12-17", "filed_on '2020-12-17': is before 2020-12-18, on which version 1 of the rating was signed")]
    [InlineData("2020-12-20", "2020-12-21", "paper.date '2020-12-21': is after 2020-12-20, on which the paper was received")]
    [InlineData("20-12-2020", "2020-12-20", "filed_on '20-12-2020': is not a date")]
    [InlineData("2020-12-20", "", "paper.date: is required")]
    [InlineData("", null, "paper: is required of the personnel office")]
    public async Task FileOnPaper_WhatCannotBe_NamesFieldAndValue(string filedOn, string? paperDate, string expected)
    {
        var (_, objectors) = await TownAsync();
        var request = OnPaper(objectors, (await objectors.RatedAsync()).ContractId, filedOn);
        request.Paper = paperDate is null ? null : new Paper { Number = "012/KEB/2020", Date = paperDate };
        service.Clock.Set("2020-12-22T08:00:00+08:00");

        var (status, sentence) = await Objectors.FailureAsync(objectors.Office.FileObjectionAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, status);
        Assert.StartsWith(expected, sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("paper", "paper.number '012/KEB/2021': is for the personnel office")]
    [InlineData("day", "filed_on '2020-12-18': is for a paper")]
    [InlineData("reason", "reason: is required")]
    [InlineData("long", "reason: is longer than 2000 characters")]
    public async Task File_WhatIsNotTheWorkersToSay_NamesFieldAndValue(string what, string expected)
    {
        var (_, objectors) = await TownAsync();
        var contract = (await objectors.RatedAsync()).ContractId;
        var request = objectors.Objection(contract, what switch { "reason" => " ", "long" => new string('a', 2_001), _ => "Saya hadir." });
        if (what == "paper")
            request = OnPaper(objectors, contract, "");
        if (what == "day")
            request.FiledOn = "2020-12-18";

        var (status, sentence) = await Objectors.FailureAsync(objectors.Worker(contract).FileObjectionAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, status);
        Assert.StartsWith(expected, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_AnothersUnratedOrUnknown_IsNotFoundAndAlikeInWords()
    {
        var (town, objectors) = await TownAsync();
        var (mine, anothers, unrated) = (await objectors.RatedAsync(), await objectors.RatedAsync(), town.Hire());
        var worker = objectors.Worker(mine.ContractId);

        foreach (var contract in (string[])[anothers.ContractId, $"{Guid.NewGuid()}"])
            Assert.Equal(
                (StatusCode.NotFound, $"contract '{contract}' is not known; or it has no rating in this round to which you may object"),
                await Objectors.FailureAsync(worker.FileObjectionAsync(objectors.Objection(contract))));
        Assert.Equal(StatusCode.NotFound, (await Objectors.FailureAsync(objectors.Worker(unrated).FileObjectionAsync(objectors.Objection(unrated)))).Status);
        var elsewhere = await Town.CreateAsync(service, Town.Matrix);
        Assert.Equal(
            StatusCode.NotFound,
            (await Objectors.FailureAsync(new Objectors(service, elsewhere).Office.FileObjectionAsync(OnPaper(objectors, mine.ContractId, "")))).Status);
    }

    [Fact]
    public async Task File_ByHeadOrSuperior_IsDenied()
    {
        var (_, objectors) = await TownAsync();
        var contract = (await objectors.RatedAsync()).ContractId;
        foreach (var client in (ObjectionService.ObjectionServiceClient[])[objectors.Person([objectors.HeadOf()]).Objections, objectors.Superior()])
            Assert.Equal(StatusCode.PermissionDenied, (await Objectors.FailureAsync(client.FileObjectionAsync(objectors.Objection(contract)))).Status);
    }

    [Fact]
    public async Task Correct_WhileAnObjectionIsOpen_IsRefusedByItsRule()
    {
        var (town, objectors) = await TownAsync();
        var head = town.Head();
        var (objected, other) = (await objectors.RatedAsync(head: head), await objectors.RatedAsync(head: head));
        await objectors.FileAsync(objected.ContractId);

        var (status, sentence) = await Objectors.FailureAsync(head.CorrectRatingAsync(Correction(town, objected.ContractId, 1)));
        var reply = await head.RateWorkersAsync(town.Rate(
            new WorkerRating { ContractId = objected.ContractId, Facts = Town.Good, ExpectedVersion = 1 },
            new WorkerRating { ContractId = other.ContractId, Facts = Town.Good, ExpectedVersion = 1 }));

        Assert.Equal(StatusCode.FailedPrecondition, status);
        Assert.Contains("against whose version 1 the worker objected on 2020-12-18", sentence, StringComparison.Ordinal);
        Assert.Equal((1, 1, RefusalRule.Objected, 1), (reply.Signed, reply.Refused, reply.Outcomes[0].Refusal.Rule, reply.Outcomes[0].Refusal.CurrentVersion));
        // What is signed already is no correction.
        Assert.Equal(1, (await head.RateWorkersAsync(town.Rate(objected.ContractId, Objectors.Poor))).Unchanged);
    }

    [Fact]
    public async Task FileAndCorrect_AtTheSameMoment_BothNeverWinOnOneVersion()
    {
        var (town, objectors) = await TownAsync();
        var head = town.Head();
        for (var n = 0; n < 12; n++)
        {
            var contract = (await objectors.RatedAsync(head: head)).ContractId;
            var worker = objectors.Worker(contract);

            var correcting = Objectors.FailureAsync(head.CorrectRatingAsync(Correction(town, contract, 1)));
            var filed = await worker.FileObjectionAsync(objectors.Objection(contract));
            var (status, _) = await correcting;

            var newest = (await objectors.VersionsAsync(contract))[^1].Content;
            Assert.Equal(status is StatusCode.OK ? 2 : 1, newest.Version);
            Assert.Equal((newest.RatingId, newest.Version), (filed.RatingId, filed.Version));
        }
    }

    [Fact]
    public async Task List_ByEachWhoMay_HasWhatIsWithinReachInPages()
    {
        var (town, objectors) = await TownAsync();
        List<Objection> filed = [];
        for (var n = 0; n < 3; n++)
            filed.Add(await objectors.FileAsync((await objectors.RatedAsync()).ContractId));
        await objectors.Superior().RuleOnObjectionAsync(new RuleOnObjectionRequest { ObjectionId = filed[0].Id, Outcome = RulingOutcome.Rejected, Reason = "Sesuai catatan." });
        var ofRound = new ListObjectionsRequest { RoundId = town.RoundId };
        async Task<IEnumerable<string>> IdsAsync(ObjectionService.ObjectionServiceClient client, ListObjectionsRequest request) =>
            (await client.ListObjectionsAsync(request)).Objections.Select(objection => objection.Id);

        var ids = filed.Select(objection => objection.Id).ToList();
        foreach (var client in (ObjectionService.ObjectionServiceClient[])[objectors.Anyone, objectors.Office, objectors.Superior(), objectors.Superior(3), objectors.Person([objectors.HeadOf()]).Objections])
            Assert.Equal(ids, await IdsAsync(client, ofRound));
        Assert.Equal([ids[1]], await IdsAsync(objectors.Worker(filed[1].ContractId), ofRound));
        Assert.Empty(await IdsAsync(objectors.As(new SetupToken("x", "x", [Access.V1.Role.Hr], ["kota-lain"])), ofRound));
        Assert.Equal(ids[1..], await IdsAsync(objectors.Office, new ListObjectionsRequest { CityId = town.Id, Open = true }));
        Assert.Equal([ids[2]], await IdsAsync(objectors.Office, new ListObjectionsRequest { UnitId = town.Unit, ContractId = filed[2].ContractId }));
        var page = await objectors.Office.ListObjectionsAsync(new ListObjectionsRequest { RoundId = town.RoundId, PageSize = 2 });
        Assert.Equal([ids[2]], await IdsAsync(objectors.Office, new ListObjectionsRequest { RoundId = town.RoundId, PageSize = 2, PageToken = page.NextPageToken }));
        Assert.Equal(StatusCode.InvalidArgument, (await Objectors.FailureAsync(objectors.Office.ListObjectionsAsync(new ListObjectionsRequest { Open = true }))).Status);
        Assert.True(await service.Running.ScalarAsync<long>("select count(*) from access_log where city_id = $1 and method like '%/ListObjections'", Guid.Parse(town.Id)) > 5);
    }

    [Theory]
    [InlineData("update objection set reason = 'lain' where round_id = $1")]
    [InlineData("delete from objection where round_id = $1")]
    public async Task Filed_ChangedInTheDatabase_IsRefusedThere(string statement)
    {
        var (town, objectors) = await TownAsync();
        await objectors.FileAsync((await objectors.RatedAsync()).ContractId);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => service.Running.ExecuteAsync(statement, Guid.Parse(town.RoundId)));

        Assert.Contains("appended only", refused.MessageText, StringComparison.Ordinal);
    }

    private static FileObjectionRequest OnPaper(Objectors objectors, string contractId, string filedOn) => new(objectors.Objection(contractId))
    {
        Paper = new Paper { Number = "012/KEB/2021", Date = filedOn.Length == 0 ? "2020-12-18" : "2020-12-20" },
        FiledOn = filedOn,
    };

    private static CorrectRatingRequest Correction(Town town, string contractId, int version) => new()
    {
        RoundId = town.RoundId,
        Rating = new WorkerRating { ContractId = contractId, ExpectedVersion = version, Facts = Town.Good },
    };

    private async Task<(Town Town, Objectors Objectors)> TownAsync()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        return (town, new Objectors(service, town));
    }
}
