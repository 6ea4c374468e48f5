using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Evaluation.Tests.Ratings;

/// <summary>Heads rate by sheets.</summary>
[Collection(nameof(EvaluationService))]
public sealed class SheetTests(EvaluationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task RateByFile_WrongRowsAmongRight_RightAreSignedAndWrongSayWhere()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        string[] contracts = [.. Enumerable.Range(0, 3).Select(_ => town.Hire())];
        var other = town.Hire(town.OtherUnit);
        var file = Sheet(
            "Lembar Penilaian Kinerja;;;;;;",
            "NIK*;Nama;Hasil Kerja*;Perilaku*;Alpa Jan;Alpa Feb;Rekomendasi Kepala*",
            $"{town.NikOf(contracts[0])};A;sesuai;Di Atas Ekspektasi;3;;Dilanjutkan",
            $"{town.NikOf(contracts[1])};B;bagus;sesuai;;;Dilanjutkan",
            $"{town.NikOf(other)};C;sesuai;sesuai;;;Dilanjutkan",
            $"'{town.NikOf(contracts[2])};D;bawah;bawah;32;;Tidak Dilanjutkan",
            "537101010180;E;sesuai;sesuai;;;",
            $"{town.NikOf(contracts[0])};A;bawah;bawah;;;");

        var reply = await SendAsync(town, town.Head(), file);

        Assert.Equal((6, 1, 0, 5), (reply.RowsRead, reply.RowsSigned, reply.RowsUnchanged, reply.RowsRejected));
        Assert.Equal(
            [
                (4, "Hasil Kerja", "bagus"), (5, "NIK", $"…{town.NikOf(other)[^4..]}"), (6, "Alpa Jan", "32"), (7, "NIK", "…0180"), (8, "NIK", $"…{town.NikOf(contracts[0])[^4..]}"),
            ],
            reply.Findings.Select(finding => (finding.Row, finding.Column, finding.Value)));
        Assert.All(reply.Findings, finding => Assert.Equal(Severity.Rejected, finding.Severity));
        var rating = Assert.Single((await town.Ratings.ListRatingsAsync(new ListRatingsRequest { RoundId = town.RoundId })).Ratings).Content.Facts;
        Assert.Equal((Expectation.At, Expectation.Above, HeadRecommendation.Renew), (rating.Result, rating.Conduct, rating.HeadRecommendation));
        Assert.Equal([new Absence { Kind = AbsenceKind.Unexcused, Days = 3, Month = "2020-01" }], rating.Absences);
    }

    [Fact]
    public async Task RateByFile_SameAgain_ChangesNothing()
    {
        var town = await Town.CreateAsync(service, Town.Score);
        var (head, file) = (town.Head(), Sheet("NIK;Nilai", $"{town.NikOf(town.Hire())};75,99", $"{town.NikOf(town.Hire())};76"));
        await SendAsync(town, head, file);

        var again = await SendAsync(town, head, file);

        Assert.Equal((0, 2, 0), (again.RowsSigned, again.RowsUnchanged, again.RowsRejected));
        var ratings = (await town.Ratings.ListRatingsAsync(new ListRatingsRequest { RoundId = town.RoundId })).Ratings;
        Assert.Equal([Predicate.NeedsImprovement, Predicate.Good], ratings.Select(rating => rating.Content.Predicate).OrderDescending());
    }

    [Theory]
    [InlineData("NIK;Hasil Kerja", "lacks Nilai")]
    [InlineData("NIK;Nama", "none of the first 1 rows is a header")]
    [InlineData("NIK;Nilai;nilai", "has the column Nilai twice")]
    public async Task RateByFile_HeaderWithoutWhatThePolicyNeeds_IsRefusedWhole(string header, string reason)
    {
        var town = await Town.CreateAsync(service, Town.Score);

        var failure = await Assert.ThrowsAsync<RpcException>(() => SendAsync(town, town.Head(), Sheet(header)));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Contains(reason, failure.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SheetFormat.Csv)]
    [InlineData(SheetFormat.Xlsx)]
    public async Task ExportSheet_FilledAndHandedIn_CorrectsByTheVersionThatItHas(SheetFormat format)
    {
        var rules = new RatingRules(Town.Matrix) { HeadRecommendation = HeadRecommendationRule.Required };
        var town = await Town.CreateAsync(service, rules);
        var (head, contract) = (town.Head(), town.Hire());
        town.Hire(town.OtherUnit);
        await head.RateWorkersAsync(town.Rate(contract, new RatingFacts(Town.Good) { HeadRecommendation = HeadRecommendation.Renew, Note = "=1+1", RatedOn = "2020-12-17" }));

        var (header, content) = await ReceiveAsync(head, town, format);

        Assert.Equal(1, header.Rows);
        Assert.Equal(content.Length, header.ContentBytes);
        var same = await SendAsync(town, head, content);
        Assert.Equal((1, 0), (same.RowsUnchanged, same.RowsRejected));
        if (format is SheetFormat.Xlsx)
            return;
        var text = Encoding.UTF8.GetString(content);
        Assert.Contains($"{town.NikOf(contract)},Pegawai {town.NikOf(contract)[^4..]},Dinas Kesehatan,Perawat,sesuai,sesuai,", text, StringComparison.Ordinal);
        var corrected = await SendAsync(town, head, Encoding.UTF8.GetBytes(text.Replace("sesuai,sesuai", "atas,atas", StringComparison.Ordinal)));
        Assert.Equal(1, corrected.RowsSigned);
        var rating = Assert.Single((await town.Ratings.ListRatingsAsync(new ListRatingsRequest { RoundId = town.RoundId })).Ratings);
        Assert.Equal((2, Predicate.VeryGood, "=1+1"), (rating.Content.Version, rating.Content.Predicate, rating.Content.Facts.Note));
    }

    [Theory]
    [InlineData(SheetFormat.Csv)]
    [InlineData(SheetFormat.Xlsx)]
    public async Task ExportSheet_WhatNoCellSays_StaysWhenItIsHandedIn(SheetFormat format)
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var (head, contract, other) = (town.Head(), town.Hire(), town.Hire());
        var facts = new RatingFacts(Town.Good)
        {
            Note = "baris satu\nbaris  dua",
            Discipline = new Discipline { Text = "teguran", PaperNumber = "800/1/2020", PaperDate = "2020-06-01" },
            Absences = { new Absence { Kind = AbsenceKind.Unexcused, Days = 9, Month = "2020-03" }, new Absence { Kind = AbsenceKind.Unexcused, Days = 9, Month = "2020-05" } },
        };
        await head.RateWorkersAsync(town.Rate(contract, facts));
        await head.RateWorkersAsync(town.Rate(other, new RatingFacts(Town.Good) { Absences = { new Absence { Kind = AbsenceKind.Unexcused, Days = 4 } } }));

        var same = await SendAsync(town, head, (await ReceiveAsync(head, town, format)).Content);

        Assert.Equal((0, 2, 0), (same.RowsSigned, same.RowsUnchanged, same.RowsRejected));
    }

    [Fact]
    public async Task RateByFile_ColumnsThatItLacks_LeaveWhatIsSigned()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        var (head, contract) = (town.Head(), town.Hire());
        await head.RateWorkersAsync(town.Rate(contract, new RatingFacts(Town.Good)
        {
            Note = "rajin",
            Absences = { new Absence { Kind = AbsenceKind.Unexcused, Days = 16 }, new Absence { Kind = AbsenceKind.Sick, Days = 2 } },
        }));

        var reply = await SendAsync(town, head, Sheet("NIK;Hasil Kerja;Perilaku;Sakit;Versi", $"{town.NikOf(contract)};atas;atas;;1"));

        Assert.Equal(1, reply.RowsSigned);
        var rating = Assert.Single((await town.Ratings.ListRatingsAsync(new ListRatingsRequest { RoundId = town.RoundId })).Ratings);
        Assert.Equal("rajin", rating.Content.Facts.Note);
        Assert.Equal([new Absence { Kind = AbsenceKind.Unexcused, Days = 16 }], rating.Content.Facts.Absences);
        Assert.False(rating.Recommendation.Renew);
    }

    [Fact]
    public async Task ExportSheet_OfAnotherHeadsUnit_IsNotFound()
    {
        var town = await Town.CreateAsync(service, Town.Matrix);
        using var call = town.Head().ExportRatingSheet(new ExportRatingSheetRequest { RoundId = town.RoundId, UnitId = town.OtherUnit, Format = SheetFormat.Csv });

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    private static byte[] Sheet(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private static async Task<RateByFileReply> SendAsync(Town town, RatingService.RatingServiceClient head, byte[] file)
    {
        using var call = head.RateByFile();
        await call.RequestStream.WriteAsync(new RateByFileRequest { Header = new RateByFileHeader { RoundId = town.RoundId, FileName = "penilaian.csv" } });
        await call.RequestStream.WriteAsync(new RateByFileRequest { Content = ByteString.CopyFrom(file) });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private static async Task<(RatingSheetHeader Header, byte[] Content)> ReceiveAsync(RatingService.RatingServiceClient head, Town town, SheetFormat format)
    {
        using var call = head.ExportRatingSheet(new ExportRatingSheetRequest { RoundId = town.RoundId, Format = format });
        var pieces = await call.ResponseStream.ReadAllAsync().ToListAsync();
        return (pieces[0].Header, [.. pieces.Skip(1).SelectMany(piece => piece.Content)]);
    }
}
