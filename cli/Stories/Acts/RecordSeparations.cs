using System.Diagnostics;
using Grpc.Core;
using Workforce.Cli.Cities;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Registers;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>separate: separations.csv</c>: the personnel office records who has left the list, by a sheet.</summary>
public sealed record RecordSeparations(string Path) : IStoryAct
{
    public const string Field = "separate";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public string Title => $"The personnel office records separations: {System.IO.Path.GetFileName(Path)}";

    public static RecordSeparations Read(YamlSection step, StoryFolder folder) => new(folder.File(step, Field));

    public async Task PlayAsync(Stage stage)
    {
        // What was withdrawn since would be recorded again.
        if (stage.IsPast && await stage.Listings.Separations(new ListSeparationsRequest { CityId = stage.City.Id, WithWithdrawn = true }).AnyAsync(stage.Cancellation))
        {
            stage.Screen.Line("[green]✓[/] Recorded before");
            return;
        }
        await using var file = await RegisterSource.OpenAsync(Path, stage.Cancellation);
        var upload = Uploads.Of(stage.System.Separations, new SeparationsFileHeader { CityId = stage.City.Id }, file, System.IO.Path.GetFileName(Path));
        var notified = new Bar("Workers notified");
        RecordSeparationsByFileReply? reply = null;
        try
        {
            await Bars.ShowAsync(stage.Screen, [upload.Sent, notified], async () =>
            {
                reply = await upload.SendAsync(stage.Cancellation);
                if (reply.RowsRejected == 0 && !reply.BrokenOff)
                    await AwaitNoticesAsync(stage, notified);
            });
        }
        catch (RpcException fault) when (FailedCall.IsOfTheInput(fault))
        {
            throw new BadInputException($"{Path}: {FailedCall.SentenceOf(fault)}");
        }
        RejectedRows.Check(stage.Screen, Path, reply!.RowsRejected, reply.Findings, reply.FindingsTruncated, reply.BrokenOff);
        stage.Screen.Line($"[green]✓[/] {Words.Count(reply.RowsRecorded, "separation")} recorded, {Words.Number(reply.RowsUnchanged)} known before");
    }

    // Notices of separations are of no cycle and no round: they are listed worker by worker. Who has died, or never existed, has none.
    private static async Task AwaitNoticesAsync(Stage stage, Bar notified)
    {
        var separations = await stage.Listings.Separations(new ListSeparationsRequest { CityId = stage.City.Id })
            .Where(separation => separation.Code is not (SeparationCode.Died or SeparationCode.NeverExisted)).ToListAsync(stage.Cancellation);
        notified.Total = separations.Count;
        var moved = Stopwatch.GetTimestamp();
        foreach (var separation in separations)
        {
            while (!await IsNotifiedAsync(stage, separation))
            {
                if (Stopwatch.GetElapsedTime(moved) > FanOut.StandstillLimit)
                    throw new NotRunningException($"{notified.Label}: {notified.Count}, and no more for {FanOut.StandstillLimit.TotalSeconds:0} seconds; see workforce dead-letters list, then play the story again");
                await Task.Delay(Pause, stage.Cancellation);
            }
            notified.Value++;
            moved = Stopwatch.GetTimestamp();
        }
    }

    private static async Task<bool> IsNotifiedAsync(Stage stage, Separation separation) => await stage.Listings.NoticesToWorker(separation.WorkerId, withText: false)
        .AnyAsync(notice => notice.Kind is NoticeKind.Separated && notice.SeparationId == separation.Id, stage.Cancellation);
}
