using System.Diagnostics;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Terminal;
using Workforce.Notification.V1;

namespace Workforce.Cli.Stories;

/// <summary>Waits until the workers of a round are notified: of their ratings, of rulings.</summary>
internal static class RatingNotices
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="notified">Counts the contracts whose workers have a notice of this kind; its total is how many must have one.</param>
    /// <exception cref="NotRunningException">Some do not come.</exception>
    public static async Task WaitAsync(Stage stage, NoticeKind kind, Bar notified)
    {
        var moved = Stopwatch.GetTimestamp();
        while (true)
        {
            var contracts = await stage.Listings.NoticesOfRound(stage.Round.Id)
                .Where(notice => notice.Kind == kind && notice.RecipientKind is RecipientKind.Worker)
                .Select(notice => notice.ContractId).Distinct().CountAsync(stage.Cancellation);
            if (contracts != notified.Value)
                moved = Stopwatch.GetTimestamp();
            notified.Value = contracts;
            if (contracts >= notified.Total)
                return;
            if (Stopwatch.GetElapsedTime(moved) > FanOut.StandstillLimit)
                throw new NotRunningException($"{notified.Label}: {notified.Count}, and no more for {FanOut.StandstillLimit.TotalSeconds:0} seconds; see workforce dead-letters list, then play the story again");
            await Task.Delay(Pause, stage.Cancellation);
        }
    }
}
