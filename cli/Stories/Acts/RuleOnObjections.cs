using Workforce.Access.V1;
using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Cli.Terminal;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>rulings: rulings.csv</c>: superiors rule on objections, each the next above who has not rated.</summary>
public sealed record RuleOnObjections(string Path) : IStoryAct
{
    public const string Field = "rulings";

    private const string Outcome = "Putusan";
    private const string Reason = "Alasan";

    private static readonly Dictionary<string, RulingOutcome> Outcomes = new() { ["ditolak"] = RulingOutcome.Rejected, ["dikabulkan"] = RulingOutcome.Granted };

    public string Title => $"Superiors rule on objections: {System.IO.Path.GetFileName(Path)}";

    public bool NeedsRound => true;

    public static RuleOnObjections Read(YamlSection step, StoryFolder folder) => new(folder.File(step, Field));

    public async Task PlayAsync(Stage stage)
    {
        var rows = await EnteredFile.ReadAsync(Path, [WorkerContract.Column, Outcome, Reason], RuledFacts.Columns, stage.Cancellation);
        var objections = await stage.Listings.Objections(new ListObjectionsRequest { RoundId = stage.Round.Id }).ToListAsync(stage.Cancellation);
        var ruled = 0;
        foreach (var row in rows)
        {
            var outcome = row.Word(Outcome, Outcomes) ?? throw row.Invalid(Outcome, "is missing");
            var contract = await WorkerContract.FindAsync(stage, row);
            var objection = objections.LastOrDefault(objection => objection.ContractId == contract.ContractId)
                ?? throw row.Invalid(WorkerContract.Column, "this worker has not objected in the round; a step above files the objections");
            if (objection.Ruling?.Outcome == outcome)
                continue;
            await RuleAsync(stage, row, objection, outcome);
            ruled++;
        }
        var notified = new Bar("Workers notified", objections.Count(objection => objection.Ruling is not null) + ruled);
        await Bars.ShowAsync(stage.Screen, [notified], () => RatingNotices.WaitAsync(stage, NoticeKind.ObjectionRuled, notified));
        stage.Screen.Line($"[green]✓[/] {Words.Count(ruled, "objection")} ruled on, {Words.Number(rows.Count - ruled)} before");
    }

    private static async Task RuleAsync(Stage stage, EnteredRow row, Objection objection, RulingOutcome outcome)
    {
        var versions = await stage.Listings.Ratings(
            new ListRatingsRequest { RoundId = stage.Round.Id, ContractId = objection.ContractId, AllVersions = true }).ToListAsync(stage.Cancellation);
        var (rating, raters) = (versions[^1], versions.Select(version => version.Content.SignedBy.Subject).ToHashSet());
        var superiors = await stage.Cast.SuperiorsOfAsync(stage.City, objection.UnitId, stage.Today);
        var superior = superiors.FirstOrDefault(superior => !raters.Contains(superior.Subject))
            ?? throw new BadInputException($"{row.File} row {row.Number}: no one with an identity stands above the head who rated; appoint a person by a step of the story");
        var request = new RuleOnObjectionRequest { ObjectionId = objection.Id, Outcome = outcome, Reason = row.Text(Reason) };
        if (outcome is RulingOutcome.Granted)
            request.Facts = RuledFacts.Of(row, rating.Content.Facts);
        else if (RuledFacts.Columns.FirstOrDefault(column => row.Optional(column).Length > 0) is { } given)
            throw row.Invalid(given, "is of an objection that is granted (dikabulkan); this one is rejected, and the rating stays");
        using var system = await stage.Cast.SystemOfAsync(superior, stage.City, Role.Superior, stage.Cancellation);
        await WorkerContract.CallAsync(row, async () => await system.Objections.RuleOnObjectionAsync(request, cancellationToken: stage.Cancellation));
    }
}
