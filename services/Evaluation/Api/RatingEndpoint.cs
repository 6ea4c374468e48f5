using Grpc.Core;
using Microsoft.Extensions.Options;
using Workforce.Evaluation.Ratings;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;

namespace Workforce.Evaluation.Api;

/// <summary>Serves <c>evaluation/v1/ratings.proto</c>.</summary>
public sealed class RatingEndpoint(
    RateWorkers rateWorkers, CorrectRating correctRating, RateByFile rateByFile, ExportRatingSheet exportRatingSheet, RatingStore ratings, AccessLog accesses,
    IOptions<SheetOptions> options)
    : V1.RatingService.RatingServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public override async Task<V1.RateWorkersReply> RateWorkers(V1.RateWorkersRequest request, ServerCallContext context)
    {
        var roundId = Field.Uuid("round_id", request.RoundId);
        return RatingWire.ToWire(await rateWorkers.RateAsync(roundId, RatingWire.Read(request), context.Allowed(), context.CancellationToken));
    }

    public override async Task<V1.Rating> CorrectRating(V1.CorrectRatingRequest request, ServerCallContext context)
    {
        var roundId = Field.Uuid("round_id", request.RoundId);
        return RatingWire.ToWire(await correctRating.CorrectAsync(roundId, RatingWire.ReadCorrection(request), context.Allowed(), context.CancellationToken));
    }

    public override async Task<V1.RateByFileReply> RateByFile(IAsyncStreamReader<V1.RateByFileRequest> requestStream, ServerCallContext context)
    {
        var file = SheetWire.FileFrom(await ReceivedFile.HeaderAsync(requestStream, part => part.Header, context.CancellationToken));
        return SheetWire.ToWire(await ReceivedFile.ReadAsync(
            requestStream, part => part.PartCase is V1.RateByFileRequest.PartOneofCase.Content ? part.Content : null, TimeSpan.FromSeconds(options.Value.IdleSeconds),
            content => rateByFile.RateAsync(file, content, context.Allowed(), context.CancellationToken), context.CancellationToken));
    }

    public override async Task ExportRatingSheet(V1.ExportRatingSheetRequest request, IServerStreamWriter<V1.RatingSheetPiece> responseStream, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var (roundId, unitId) = (Field.Uuid("round_id", request.RoundId), Field.OptionalUuid("unit_id", request.UnitId));
        var sheet = await exportRatingSheet.ExportAsync(roundId, unitId, SheetWire.FormatFrom(request.Format), context.Allowed(), cancellation);
        await using var content = sheet.Content;
        await responseStream.WriteAsync(new V1.RatingSheetPiece { Header = SheetWire.HeaderOf(sheet) }, cancellation);
        await SentFile.SendAsync(content, bytes => new V1.RatingSheetPiece { Content = bytes }, responseStream, cancellation);
    }

    public override async Task<V1.ListRatingsReply> ListRatings(V1.ListRatingsRequest request, ServerCallContext context)
    {
        var filter = RatingWire.FilterFrom(request);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var call = context.Allowed();
        var rows = await ratings.ListAsync(filter, page.AfterId(), page.Size, call.Reach, context.CancellationToken);
        await accesses.WriteByCityAsync(call, rows.Select(rating => (rating.CityId, rating.WorkerId)), "ratings");
        return new V1.ListRatingsReply
        {
            Ratings = { rows.Select(RatingWire.ToWire) },
            NextPageToken = page.Next(rows, rating => PageKey.Of(rating.Id)),
        };
    }

    public override async Task<V1.CountRatingsReply> CountRatings(V1.CountRatingsRequest request, ServerCallContext context)
    {
        var (cityId, roundId) = (Field.Uuid("city_id", request.CityId), Field.OptionalUuid("round_id", request.RoundId));
        var counts = await ratings.CountAsync(cityId, roundId, context.CancellationToken);
        return new V1.CountRatingsReply
        {
            Counts = { counts.Select(count => new V1.PredicateCount { Predicate = (V1.Predicate)count.Predicate, Ratings = count.Ratings, Renew = count.Renew }) },
        };
    }
}
