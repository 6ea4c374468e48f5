using Grpc.Core;
using Workforce.Evaluation.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary>How far the round of a story has come.</summary>
internal static class RoundNow
{
    public static async Task<RoundProgress> ReadAsync(Stage stage)
    {
        using var call = stage.System.Rounds.ShowProgress(new ShowProgressRequest { RoundId = stage.Round.Id }, cancellationToken: stage.Cancellation);
        return await call.ResponseStream.ReadAllAsync(stage.Cancellation).FirstAsync(stage.Cancellation);
    }
}
