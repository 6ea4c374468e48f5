using System.Text;
using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>A round of Kupang with two units, of which one is rated.</summary>
internal sealed class ScriptedRounds(Script script) : RoundService.RoundServiceBase
{
    public const string RoundId = "00000000-0000-0000-0000-0000000000a1";

    public override Task<Round> OpenRound(OpenRoundRequest request, ServerCallContext context) => Task.FromResult(new Round
    {
        Id = RoundId,
        CityId = request.CityId,
        Kind = request.Kind,
        PeriodFrom = request.PeriodFrom,
        PeriodTo = request.PeriodTo,
        DueDay = request.DueDay.Length == 0 ? "2020-12-18" : request.DueDay,
        PolicyVersion = 1,
        UnitIds = { request.UnitIds },
    });

    public override async Task<ListRoundsReply> ListRounds(ListRoundsRequest request, ServerCallContext context) => new()
    {
        Rounds = { await OpenRound(new OpenRoundRequest { CityId = request.CityId, Kind = RoundKind.Yearly, PeriodFrom = "2020-01-01", PeriodTo = "2020-12-31" }, context) },
    };

    public override Task<ListMissingRoundsReply> ListMissingRounds(ListMissingRoundsRequest request, ServerCallContext context) => Task.FromResult(new ListMissingRoundsReply
    {
        Rounds = { new MissingRound { Kind = RoundKind.Quarterly, PeriodFrom = "2020-10-01", PeriodTo = "2020-12-31", DueDay = "2020-12-31", PolicyVersion = 3 } },
    });

    public override Task ShowProgress(ShowProgressRequest request, IServerStreamWriter<RoundProgress> responseStream, ServerCallContext context) =>
        responseStream.WriteAsync(script.Story.IsPlayed ? script.Story.Progress(script) : new RoundProgress
        {
            RoundId = request.RoundId,
            Units = { new UnitProgress { UnitId = "unit-a", Contracts = 3, Rated = 3 }, new UnitProgress { UnitId = "unit-b", Contracts = 1 } },
            Contracts = 4,
            Rated = 3,
        });
}

/// <summary>Signs what has a result, and rejects a row of each sheet.</summary>
internal sealed class ScriptedRatings(Script script) : RatingService.RatingServiceBase
{
    public override Task<RateWorkersReply> RateWorkers(RateWorkersRequest request, ServerCallContext context)
    {
        script.Ratings.AddRange(request.Ratings);
        var isSigned = request.Ratings[0].Facts.Result is not Expectation.Unspecified;
        return Task.FromResult(new RateWorkersReply
        {
            Signed = isSigned ? 1 : 0,
            Refused = isSigned ? 0 : 1,
            Outcomes =
            {
                isSigned
                    ? new RatingOutcome
                    {
                        Kind = RatingOutcomeKind.Signed,
                        Rating = new Rating
                        {
                            Content = new RatingContent { Predicate = Predicate.Good, Version = 1, SignedBy = new Actor { Name = "Kepala Dinas" }, Capacity = Capacity.Plt },
                            Sha256 = "abc",
                            Recommendation = new Recommendation { Renew = true },
                        },
                    }
                    : new RatingOutcome { Kind = RatingOutcomeKind.Refused, Refusal = new Refusal { Rule = RefusalRule.Scheme, Field = "ratings[0].facts.result", Reason = "is required" } },
            },
        });
    }

    public override async Task<RateByFileReply> RateByFile(IAsyncStreamReader<RateByFileRequest> requestStream, ServerCallContext context)
    {
        using var bytes = new MemoryStream();
        await foreach (var part in requestStream.ReadAllAsync())
            part.Content.WriteTo(bytes);
        if (script.Story.IsPlayed)
            return script.Story.Sign(script, Encoding.UTF8.GetString(bytes.ToArray()), ScriptedStory.CallerOf(context));
        return new RateByFileReply
        {
            RowsRead = 300,
            RowsSigned = 299,
            RowsRejected = 1,
            Findings = { new Finding { Severity = Severity.Rejected, Row = 7, Column = "Hasil Kerja", Value = "bagus", Reason = "is none of bawah, sesuai, atas" } },
        };
    }

    public override Task<ListRatingsReply> ListRatings(ListRatingsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListRatingsReply { Ratings = { script.Story.Ratings.Where(rating => request.ContractId.Length == 0 || rating.Content.ContractId == request.ContractId) } });

    public override async Task ExportRatingSheet(ExportRatingSheetRequest request, IServerStreamWriter<RatingSheetPiece> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new RatingSheetPiece { Header = new RatingSheetHeader { FileName = "x.csv", Rows = 2, ContentBytes = 4 } });
        await responseStream.WriteAsync(new RatingSheetPiece { Content = Google.Protobuf.ByteString.CopyFromUtf8("NIK\n") });
    }
}
