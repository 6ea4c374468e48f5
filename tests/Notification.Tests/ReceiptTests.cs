using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Workforce.Evaluation.Events;
using Workforce.Notification.Events;
using Workforce.Notification.V1;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;
using Xunit;

namespace Workforce.Notification.Tests;

/// <summary>That workers received the notices of their ratings is recorded once, and published.</summary>
[Collection(nameof(NotificationService))]
public sealed class ReceiptTests(NotificationService service) : IDisposable
{
    private static readonly string Received = QueueName.For<RatingsReceived>("evaluation");

    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Record_HandedOver_IsInTheNoticeAndPublished()
    {
        var (town, rating) = await ToldAsync();
        var noticeId = await town.NoticeIdAsync(rating);

        var reply = await town.PersonnelOffice.RecordReceiptsAsync(town.Record(Town.HandedOver(noticeId)));

        Assert.Equal((1, 0, 0, ""), (reply.Recorded, reply.Unchanged, reply.Refused, reply.Outcomes[0].Reason));
        var receipt = (await town.NoticesAsync())[rating.RatingId].Receipt;
        Assert.Equal(reply.Outcomes[0].Receipt, receipt);
        Assert.Equal(
            ("2020-12-21", V1.ReceiptWay.HandedOver, "Maria Bano", "Yohana Taek"), (receipt.ReceivedOn, receipt.Way, receipt.Witness, receipt.RecordedBy.Name));
        var published = (await PublishedAsync(town)).As<RatingsReceived>();
        Assert.Equal([new ReceivedRating(rating.ContractId, rating.RatingId, new DateOnly(2020, 12, 21))], published.Ratings);
    }

    [Fact]
    public async Task Record_SameAgainAndAnother_FirstStands()
    {
        var (town, rating) = await ToldAsync();
        var noticeId = await town.NoticeIdAsync(rating);
        await town.PersonnelOffice.RecordReceiptsAsync(town.Record(Town.HandedOver(noticeId)));

        var again = await town.Head().RecordReceiptsAsync(town.Record(Town.HandedOver(noticeId)));
        var another = await town.PersonnelOffice.RecordReceiptsAsync(town.Record(Town.HandedOver(noticeId, on: "2020-12-22")));

        Assert.Equal((0, 1, 0), (again.Recorded, again.Unchanged, again.Refused));
        Assert.Equal((0, 0, 1), (another.Recorded, another.Unchanged, another.Refused));
        Assert.Equal(("receipts[0].received_on", "2020-12-21"), (another.Outcomes[0].Field, another.Outcomes[0].Receipt.ReceivedOn));
        Assert.Contains("received on 2020-12-21, as Yohana Taek has recorded", another.Outcomes[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_ByContract_IsOfTheNewestVersionsNotice()
    {
        var (town, rating) = await ToldAsync();
        var second = rating with { RatingId = Guid.CreateVersion7(), Version = 2 };
        await town.TellAsync(second);

        await town.PersonnelOffice.RecordReceiptsAsync(town.Record(
            new NewReceipt { ContractId = $"{rating.ContractId}", ReceivedOn = "2020-12-21", Way = V1.ReceiptWay.Post, Witness = "Petugas Pos" }));

        var notices = await town.NoticesAsync();
        Assert.Equal((true, false), (notices[second.RatingId].Receipt is not null, notices[rating.RatingId].Receipt is not null));
    }

    // Not a receipt of what came later.
    [Fact]
    public async Task Record_SameByContractAfterACorrection_ChangesNothing()
    {
        var (town, rating) = await ToldAsync();
        var receipt = new NewReceipt { ContractId = $"{rating.ContractId}", ReceivedOn = "2020-12-21", Way = V1.ReceiptWay.Post, Witness = "Petugas Pos" };
        await town.PersonnelOffice.RecordReceiptsAsync(town.Record(receipt));
        await town.TellAsync(rating with { RatingId = Guid.CreateVersion7(), Version = 2 });

        var again = await town.PersonnelOffice.RecordReceiptsAsync(town.Record(receipt));

        Assert.Equal((0, 1, 0), (again.Recorded, again.Unchanged, again.Refused));
        Assert.Equal(1, await town.CountReceiptsAsync());
    }

    [Fact]
    public async Task Record_BySeveralInstancesAtOnce_OneIsRecordedAndPublishedOnce()
    {
        var (town, rating) = await ToldAsync();
        var noticeId = await town.NoticeIdAsync(rating);
        await using var another = await service.Running.StartAnotherAsync();
        var request = new RecordReceiptsRequest { CityId = $"{town.Id}" };
        ReceiptService.ReceiptServiceClient[] clients = [town.PersonnelOffice, new(town.ChannelOf(town.Hr, another))];

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => clients[n % 2].RecordReceiptsAsync(
            new RecordReceiptsRequest(request) { Receipts = { Town.HandedOver(noticeId, on: n < 6 ? "2020-12-21" : "2020-12-22") } }).ResponseAsync));

        Assert.Equal((1, 5, 6), (replies.Sum(reply => reply.Recorded), replies.Sum(reply => reply.Unchanged), replies.Sum(reply => reply.Refused)));
        Assert.Equal(1, await town.CountReceiptsAsync());
        Assert.Single((await service.Broker.TakeAsync(Received)).Where(message => message.As<RatingsReceived>().CityId == town.Id).Select(message => message.MessageId).Distinct());
    }

    [Theory]
    [InlineData("2021-01-02", V1.ReceiptWay.HandedOver, "Maria", "receipts[0].received_on", "'2021-01-02' is a day to come; today is 2021-01-01")]
    [InlineData("2020-12-17", V1.ReceiptWay.HandedOver, "Maria", "receipts[0].received_on", "'2020-12-17' is before 2020-12-18, on which the notice was issued")]
    [InlineData("", V1.ReceiptWay.Post, "Maria", "receipts[0].received_on", "is required")]
    [InlineData("2020-12-21", V1.ReceiptWay.Message, " ", "receipts[0].witness", "is required: who can say so")]
    [InlineData("", V1.ReceiptWay.Inbox, "", "receipts[0].way", "'INBOX' is for the worker alone to confirm")]
    public async Task Record_WhatCannotBe_IsRefusedByItselfWithFieldAndReason(string on, V1.ReceiptWay way, string witness, string field, string reason)
    {
        var (town, rating) = await ToldAsync();
        var other = town.Rating();
        await town.TellAsync(other);

        var reply = await town.PersonnelOffice.RecordReceiptsAsync(town.Record(
            new NewReceipt { NoticeId = await town.NoticeIdAsync(rating), ReceivedOn = on, Way = way, Witness = witness }, Town.HandedOver(await town.NoticeIdAsync(other))));

        Assert.Equal((1, 1), (reply.Recorded, reply.Refused));
        Assert.Equal((field, reason), (reply.Outcomes[0].Field, reply.Outcomes[0].Reason));
        Assert.Null(reply.Outcomes[0].Receipt);
    }

    public static TheoryData<NewReceipt, string> Wrong => new()
    {
        { new(), "receipts[0].notice_id: is required unless contract_id is given" },
        { new() { NoticeId = "x" }, "receipts[0].notice_id 'x': is not a UUID" },
        { new() { NoticeId = $"{Guid.Empty}", ContractId = $"{Guid.Empty}" }, $"receipts[0].contract_id '{Guid.Empty}': is given beside notice_id; one of the two says which notice it is" },
        { new() { NoticeId = $"{Guid.Empty}" }, "receipts[0].way: is required: one of HANDED_OVER, POST, MESSAGE, INBOX" },
        { new() { NoticeId = $"{Guid.Empty}", Way = (V1.ReceiptWay)9 }, "receipts[0].way '9': is none of HANDED_OVER, POST, MESSAGE, INBOX" },
        { new() { NoticeId = $"{Guid.Empty}", ReceivedOn = "21/12/2020", Way = V1.ReceiptWay.Post }, "receipts[0].received_on '21/12/2020': is not a date of the form yyyy-MM-dd" },
        { new() { NoticeId = $"{Guid.Empty}", Way = V1.ReceiptWay.Post, Witness = new string('x', 201) }, "receipts[0].witness: is longer than 200 characters" },
        { new() { ContractId = $"{Guid.Empty}", Way = V1.ReceiptWay.Post }, "round_id: is required, for receipts[0] names a contract" },
    };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task Record_WrongField_IsRefusedByNameAndReason(NewReceipt receipt, string detail)
    {
        var town = new Town(service);

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await town.PersonnelOffice.RecordReceiptsAsync(new RecordReceiptsRequest { CityId = $"{town.Id}", Receipts = { receipt } }));

        Assert.Equal((StatusCode.InvalidArgument, detail), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task Record_ByAHead_ReachesTheOwnUnitAlone()
    {
        var (town, rating) = await ToldAsync();
        var other = town.Rating(town.OtherUnit);
        await town.TellAsync(other);
        var (own, others) = (await town.NoticeIdAsync(rating), await town.NoticeIdAsync(other));

        var reply = await town.Head().RecordReceiptsAsync(town.Record(Town.HandedOver(others), Town.HandedOver(own), Town.HandedOver($"{town.Id}")));

        Assert.Equal((1, 2), (reply.Recorded, reply.Refused));
        // What is another's answers as what does not exist.
        Assert.Equal(
            [$"'{others}' is no notice of a rating within your reach", "", $"'{town.Id}' is no notice of a rating within your reach"],
            reply.Outcomes.Select(outcome => outcome.Reason));
        Assert.Equal("", reply.Outcomes[0].NoticeId);
    }

    [Fact]
    public async Task Record_ByAWorker_ConfirmsTheOwnAsReceivedTodayAndNothingElse()
    {
        var (town, rating) = await ToldAsync();
        var other = town.Rating();
        await town.TellAsync(other);
        var (own, others) = (await town.NoticeIdAsync(rating), await town.NoticeIdAsync(other));
        NewReceipt Inbox(string noticeId) => new() { NoticeId = noticeId, Way = V1.ReceiptWay.Inbox };

        var worker = town.Worker(rating.WorkerId);
        var handedOver = await worker.RecordReceiptsAsync(town.Record(Town.HandedOver(own)));
        var reply = await worker.RecordReceiptsAsync(town.Record(Inbox(own), Inbox(others), Inbox(own)));

        Assert.Equal("receipts[0].way", Assert.Single(handedOver.Outcomes).Field);
        Assert.Equal((1, 1, 1), (reply.Recorded, reply.Unchanged, reply.Refused));
        Assert.Equal(("2021-01-01", V1.ReceiptWay.Inbox, ""), (reply.Outcomes[0].Receipt.ReceivedOn, reply.Outcomes[0].Receipt.Way, reply.Outcomes[0].Receipt.Witness));
        Assert.Contains("no notice", reply.Outcomes[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_FirstOfJanuaryInWitaAlone_IsADayToComeInWib()
    {
        // Five seconds into 1 January in WITA it is 23:00:05 of 31 December in WIB.
        var town = new Town(service, "Asia/Jakarta");
        var rating = town.Rating();
        await town.TellAsync(rating);

        var reply = await town.PersonnelOffice.RecordReceiptsAsync(town.Record(Town.HandedOver(await town.NoticeIdAsync(rating), on: "2021-01-01")));

        Assert.Equal("'2021-01-01' is a day to come; today is 2020-12-31", reply.Outcomes[0].Reason);
    }

    [Fact]
    public async Task RecordByFile_ThreeWrongRows_TheOthersAreRecordedAndTheWrongSayWhere()
    {
        var town = new Town(service);
        SignedRating[] ratings = [.. Enumerable.Range(0, 6).Select(_ => town.Rating())];
        await town.TellAsync(ratings);
        var file = Sheet(
            "Daftar Tanda Terima;;;;",
            "NIK*;Nama;Diterima Tanggal*;Cara*;Saksi*",
            $"{town.NikOf(ratings[0])};A;21/12/2020;diserahkan;Maria Bano",
            $"'{town.NikOf(ratings[1])};B;2020-12-21;Pos Tercatat;Petugas Pos",
            $"{town.NikOf(ratings[2])};C;2021-02-01;pesan;Maria Bano",
            $"{town.NikOf(ratings[3])};D;2020-12-21;merpati;Maria Bano",
            $"5371010101809999;E;2020-12-21;pesan;Maria Bano",
            $"{town.NikOf(ratings[5])};F;21 Desember 2020;pesan;Maria Bano");

        var reply = await SendAsync(town, town.PersonnelOffice, file);

        Assert.Equal((6, 3, 0, 3), (reply.RowsRead, reply.RowsRecorded, reply.RowsUnchanged, reply.RowsRejected));
        Assert.Equal(
            [(5, "Diterima Tanggal", "2021-02-01"), (6, "Cara", "merpati"), (7, "NIK", "…9999")],
            reply.Findings.Select(finding => (finding.Row, finding.Column, finding.Value)));
        Assert.All(reply.Findings, finding => Assert.Equal(Severity.Rejected, finding.Severity));
        Assert.Equal(3, await town.CountReceiptsAsync());
        Assert.Equal(V1.ReceiptWay.Post, (await town.NoticesAsync())[ratings[1].RatingId].Receipt.Way);
    }

    [Fact]
    public async Task RecordByFile_SameAgain_ChangesNothing()
    {
        var (town, rating) = await ToldAsync();
        var file = Sheet("NIK;Diterima Tanggal;Cara;Saksi", $"{town.NikOf(rating)};2020-12-21;pos;Petugas Pos");
        await SendAsync(town, town.PersonnelOffice, file);

        var again = await SendAsync(town, town.PersonnelOffice, file);

        Assert.Equal((0, 1, 0), (again.RowsRecorded, again.RowsUnchanged, again.RowsRejected));
    }

    [Fact]
    public async Task RecordByFile_OfThousands_AsksRegistryOnceForEachChunkAndPublishesFiveHundredAtATime()
    {
        var town = new Town(service);
        SignedRating[] ratings = [.. Enumerable.Range(0, 1_200).Select(_ => town.Rating())];
        foreach (var some in ratings.Chunk(500))
            await town.TellAsync(some);
        service.Peers.RosterCalls.Clear();
        await service.Broker.TakeAsync(Received);

        var reply = await SendAsync(town, town.PersonnelOffice, Sheet(
            ["NIK;Diterima Tanggal;Cara;Saksi", .. ratings.Select(rating => $"{town.NikOf(rating)};2020-12-21;diserahkan;Maria Bano")]));

        Assert.Equal((1_200, 0), (reply.RowsRecorded, reply.RowsRejected));
        Assert.Equal([1_000, 200], service.Peers.RosterCalls);
        List<int> published = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                published.AddRange((await service.Broker.TakeAsync(Received)).Select(message => message.As<RatingsReceived>()).Where(one => one.CityId == town.Id).Select(one => one.Ratings.Count));
                return published.Sum() >= 1_200;
            },
            "all are published");
        Assert.Equal([500, 500, 200], published.OrderDescending());
    }

    [Fact]
    public async Task RecordByFile_WorkerWithTwoContracts_IsToSayWhich()
    {
        var (town, rating) = await ToldAsync();
        var second = town.Rating(worker: rating.WorkerId);
        service.Peers.Contracts[second.ContractId] = (town.Id, town.NikOf(rating), rating.WorkerId);
        await town.TellAsync(second);

        var silent = await SendAsync(town, town.PersonnelOffice, Sheet("NIK;Diterima Tanggal;Cara;Saksi", $"{town.NikOf(rating)};2020-12-21;pos;Petugas Pos"));
        var said = await SendAsync(
            town, town.PersonnelOffice, Sheet("NIK;Diterima Tanggal;Cara;Saksi;ID Kontrak", $"{town.NikOf(rating)};2020-12-21;pos;Petugas Pos;{second.ContractId}"));

        Assert.Contains("2 contracts", Assert.Single(silent.Findings).Reason, StringComparison.Ordinal);
        Assert.Equal(1, said.RowsRecorded);
        Assert.NotNull((await town.NoticesAsync())[second.RatingId].Receipt);
    }

    [Fact]
    public async Task RecordByFile_ByAHead_RowsOfOtherUnitsAreFindings()
    {
        var (town, rating) = await ToldAsync();
        var other = town.Rating(town.OtherUnit);
        await town.TellAsync(other);

        var reply = await SendAsync(town, town.Head(), Sheet(
            "NIK;Diterima Tanggal;Cara;Saksi", $"{town.NikOf(other)};2020-12-21;pos;Petugas Pos", $"{town.NikOf(rating)};2020-12-21;pos;Petugas Pos"));

        Assert.Equal((1, 1), (reply.RowsRecorded, reply.RowsRejected));
        Assert.Equal((2, $"…{town.NikOf(other)[^4..]}"), (reply.Findings[0].Row, reply.Findings[0].Value));
    }

    [Theory]
    [InlineData("NIK;Diterima Tanggal;Cara", "the header in row 1 lacks Saksi")]
    [InlineData("NIK;Nama", "none of the first 1 rows is a header with the columns NIK and Diterima Tanggal")]
    [InlineData("NIK;Diterima Tanggal;Cara;Saksi;Saksi", "row 1 has the column Saksi twice")]
    public async Task RecordByFile_HeaderThatLacksAColumn_IsRefusedWhole(string header, string reason)
    {
        var (town, _) = await ToldAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => SendAsync(town, town.PersonnelOffice, Sheet(header)));

        Assert.Equal((StatusCode.InvalidArgument, $"content: {reason}"), (failure.StatusCode, failure.Status.Detail));
    }

    [Fact]
    public async Task RecordByFile_RoundThatNoNoticeIsOf_IsNotFound()
    {
        var town = new Town(service);

        var failure = await Assert.ThrowsAsync<RpcException>(() => SendAsync(town, town.PersonnelOffice, Sheet("NIK;Diterima Tanggal;Cara;Saksi")));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    private async Task<(Town Town, SignedRating Rating)> ToldAsync()
    {
        var town = new Town(service);
        var rating = town.Rating();
        await town.TellAsync(rating);
        return (town, rating);
    }

    private Task<WireMessage> PublishedAsync(Town town) =>
        service.Broker.TakeUntilAsync(Received, message => message.As<RatingsReceived>().CityId == town.Id, "the receipt is published");

    private static byte[] Sheet(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    private static async Task<RecordReceiptsByFileReply> SendAsync(Town town, ReceiptService.ReceiptServiceClient client, byte[] file)
    {
        using var call = client.RecordReceiptsByFile();
        try
        {
            await call.RequestStream.WriteAsync(new RecordReceiptsByFileRequest
            {
                Header = new ReceiptsFileHeader { CityId = $"{town.Id}", RoundId = $"{town.RoundId}", FileName = "tanda-terima.csv" },
            });
            await call.RequestStream.WriteAsync(new RecordReceiptsByFileRequest { Content = ByteString.CopyFrom(file) });
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // The call ended before the last piece; the response says why.
        }
        return await call;
    }
}
