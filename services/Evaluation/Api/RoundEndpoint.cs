using Grpc.Core;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Evaluation.Api;

/// <summary>Serves <c>evaluation/v1/rounds.proto</c>.</summary>
public sealed class RoundEndpoint(OpenRound openRound, ShowProgress showProgress, ListMissingRounds listMissingRounds, RoundStore rounds, IHostApplicationLifetime lifetime) : V1.RoundService.RoundServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public override async Task<V1.Round> OpenRound(V1.OpenRoundRequest request, ServerCallContext context) =>
        RoundWire.ToWire(await openRound.OpenAsync(RoundWire.Read(request), context.Allowed().Actor, context.CancellationToken));

    public override async Task<V1.ListRoundsReply> ListRounds(V1.ListRoundsRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await rounds.ListAsync(cityId, page.AfterId(), page.Size, context.CancellationToken);
        return new V1.ListRoundsReply
        {
            Rounds = { rows.Select(RoundWire.ToWire) },
            NextPageToken = page.Next(rows, round => PageKey.Of(round.Id)),
        };
    }

    public override async Task<V1.ListMissingRoundsReply> ListMissingRounds(V1.ListMissingRoundsRequest request, ServerCallContext context) => new()
    {
        Rounds = { (await listMissingRounds.ListAsync(Field.Uuid("city_id", request.CityId), context.CancellationToken)).Select(RoundWire.ToWire) },
    };

    public override async Task ShowProgress(V1.ShowProgressRequest request, IServerStreamWriter<V1.RoundProgress> responseStream, ServerCallContext context)
    {
        var roundId = Field.Uuid("round_id", request.RoundId);
        // Kestrel ends no call by itself when it stops: a watching caller would hold up the stop until its timeout.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await foreach (var progress in showProgress.ShowAsync(roundId, request.UntilComplete, context.Allowed().Reach, ending.Token))
                await responseStream.WriteAsync(RoundWire.ToWire(progress), context.CancellationToken);
        }
        catch (Exception) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new StoppingException();
        }
    }
}
