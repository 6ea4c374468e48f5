using Grpc.Core;
using Workforce.Cli.Cities;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Registers;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>separate: separations.csv</c>: the personnel office records who has left the list, by a sheet.</summary>
public sealed record RecordSeparations(string Path) : IStoryAct
{
    public const string Field = "separate";

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

    // Who has died, or never existed, has none.
    private static async Task AwaitNoticesAsync(Stage stage, Bar notified)
    {
        var separations = await stage.Listings.Separations(new ListSeparationsRequest { CityId = stage.City.Id })
            .Where(separation => separation.Code is not (SeparationCode.Died or SeparationCode.NeverExisted)).ToListAsync(stage.Cancellation);
        await WorkerNotices.WaitAsync(
            stage,
            [.. separations.Select(separation => (separation.WorkerId, IsOf(separation)))],
            notified);
    }

    private static Func<Notice, bool> IsOf(Separation separation) => notice => notice.Kind is NoticeKind.Separated && notice.SeparationId == separation.Id;
}
