using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Cli.Registers;
using Workforce.Cli.Terminal;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>ratings: FOLDER</c>: each head signs the ratings of the own unit, by the folder's sheet that has the unit's code as its name.</summary>
/// <param name="Sheets">By the unit's code, in order.</param>
public sealed record HandInRatings(string Folder, IReadOnlyList<(string Unit, string Path)> Sheets) : IStoryAct
{
    public const string Field = "ratings";

    private static readonly string[] Extensions = [".csv", ".xlsx"];

    public string Title => $"{Words.Count(Sheets.Count, "head signs", "heads sign")} ratings";

    public bool NeedsRound => true;

    public static HandInRatings Read(YamlSection step, StoryFolder folder)
    {
        var path = folder.Folder(step, Field);
        var units = folder.City.City.WorkUnits.Select(unit => unit.Code).ToList();
        List<(string, string)> sheets = [];
        foreach (var sheet in Directory.GetFiles(path).Order(StringComparer.Ordinal))
        {
            var (unit, extension) = (Path.GetFileNameWithoutExtension(sheet), Path.GetExtension(sheet).ToLowerInvariant());
            if (!Extensions.Contains(extension) || !units.Contains(unit))
                throw step.Invalid(Field, $"{sheet} is not the sheet of a unit: its name is to be the unit's code, and end in .csv or .xlsx{Nearest.Hint(unit, units)}");
            sheets.Add((unit, sheet));
        }
        return sheets.Count > 0 ? new HandInRatings(path, sheets) : throw step.Invalid(Field, $"there is no sheet in the folder {path}");
    }

    public async Task PlayAsync(Stage stage)
    {
        var sheets = new Bar("Sheets handed in", Sheets.Count);
        var notified = new Bar("Workers notified");
        (string Path, RateByFileReply Reply)? rejected = null;
        await Bars.ShowAsync(stage.Screen, [sheets, notified], async () =>
        {
            rejected = await HandInAsync(stage, sheets);
            notified.Total = (await RoundNow.ReadAsync(stage)).Rated;
            if (rejected is null)
                await RatingNotices.WaitAsync(stage, NoticeKind.Rated, notified);
        });
        if (rejected is var (path, reply))
            RejectedRows.Check(stage.Screen, path, reply.RowsRejected, reply.Findings, reply.FindingsTruncated, reply.BrokenOff);
        stage.Screen.Line($"[green]✓[/] {Words.Count(notified.Total, "worker is", "workers are")} rated in the round");
    }

    // One call a unit. The first sheet with a rejected row is the last.
    private async Task<(string, RateByFileReply)?> HandInAsync(Stage stage, Bar sheets)
    {
        var units = await stage.Listings.WorkUnits(stage.City.Id).ToDictionaryAsync(unit => unit.Id, unit => unit.Code, cancellationToken: stage.Cancellation);
        var rated = (await RoundNow.ReadAsync(stage)).Units.Where(unit => unit.Rated > 0).Select(unit => units.GetValueOrDefault(unit.UnitId, "")).ToHashSet();
        foreach (var (unit, path) in Sheets)
        {
            // What was rated then may have been corrected, or ruled on, since.
            if (!stage.IsPast || !rated.Contains(unit))
            {
                var appointed = await stage.Cast.HeadOfAsync(stage.City, unit, stage.Today);
                using var head = await stage.Cast.SystemOfAsync(appointed, stage.City, Role.Head, stage.Cancellation);
                await using var sheet = await RegisterSource.OpenAsync(path, stage.Cancellation);
                var reply = await SendAsync(head, stage, path, sheet);
                if (reply.RowsRejected > 0 || reply.BrokenOff)
                    return (path, reply);
            }
            sheets.Value++;
        }
        return null;
    }

    private static async Task<RateByFileReply> SendAsync(Connections.WorkforceSystem head, Stage stage, string path, FileStream sheet)
    {
        try
        {
            return await Uploads.Of(head.Ratings, new RateByFileHeader { RoundId = stage.Round.Id }, sheet, Path.GetFileName(path)).SendAsync(stage.Cancellation);
        }
        catch (RpcException fault) when (Connections.FailedCall.IsOfTheInput(fault))
        {
            throw new BadInputException($"{path}: {Connections.FailedCall.SentenceOf(fault)}");
        }
    }
}
