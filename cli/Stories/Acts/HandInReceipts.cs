using Grpc.Core;
using Workforce.Cli.Cities;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Registers;
using Workforce.Cli.Terminal;
using Workforce.Notification.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>receipts: receipts.csv</c>: the personnel office records that workers received their ratings.</summary>
public sealed record HandInReceipts(string Path) : IStoryAct
{
    public const string Field = "receipts";

    public string Title => $"The personnel office records receipts: {System.IO.Path.GetFileName(Path)}";

    public bool NeedsRound => true;

    public static HandInReceipts Read(YamlSection step, StoryFolder folder) => new(folder.File(step, Field));

    public async Task PlayAsync(Stage stage)
    {
        // A receipt is of the newest notice: recorded again it would be one of what came later.
        if (stage.IsPast && await stage.Listings.NoticesOfRound(stage.Round.Id).AnyAsync(notice => notice.Receipt is not null, stage.Cancellation))
        {
            stage.Screen.Line("[green]✓[/] Recorded before");
            return;
        }
        await using var file = await RegisterSource.OpenAsync(Path, stage.Cancellation);
        var upload = Uploads.Of(
            stage.System.Receipts, new ReceiptsFileHeader { CityId = stage.City.Id, RoundId = stage.Round.Id }, file, System.IO.Path.GetFileName(Path));
        RecordReceiptsByFileReply? reply = null;
        try
        {
            await Bars.ShowAsync(stage.Screen, [upload.Sent], async () => reply = await upload.SendAsync(stage.Cancellation));
        }
        catch (RpcException fault) when (FailedCall.IsOfTheInput(fault))
        {
            throw new BadInputException($"{Path}: {FailedCall.SentenceOf(fault)}");
        }
        RejectedRows.Check(stage.Screen, Path, reply!.RowsRejected, reply.Findings, reply.FindingsTruncated, reply.BrokenOff);
        stage.Screen.Line($"[green]✓[/] {Words.Count(reply.RowsRecorded, "receipt")} recorded, {Words.Number(reply.RowsUnchanged)} known before");
    }
}
