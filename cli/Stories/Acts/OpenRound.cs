using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Evaluation.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>round: { kind, from, to, due, units }</c>: the personnel office opens a round, in which the steps that follow rate.</summary>
/// <param name="Round">Without the city and the units' ids.</param>
/// <param name="Units">Their codes; empty for all.</param>
public sealed record OpenRound(OpenRoundRequest Round, IReadOnlyList<string> Units) : IStoryAct
{
    public const string Field = "round";

    public string Title => "The personnel office opens a round of ratings";

    public static OpenRound Read(YamlSection step, StoryFolder folder)
    {
        var section = step.Section(Field).Allow("kind", "from", "to", "due", "units");
        if (folder.City.Rating is null)
            throw section.Invalid("kind", $"{folder.City.City.Name} has no rating policy: its policy.yaml lacks the section rating");
        var known = folder.City.City.WorkUnits.Select(unit => unit.Code).ToList();
        var units = section.Texts("units");
        if (units.FirstOrDefault(unit => !known.Contains(unit)) is { } unknown)
            throw section.Invalid("units", $"'{unknown}' is the code of no unit{Nearest.Hint(unknown, known)}");
        var round = new OpenRoundRequest
        {
            Kind = RoundScreen.KindOf(section.Text("kind"))
                ?? throw section.Invalid("kind", $"'{section.Text("kind")}' is none of {string.Join(", ", RoundScreen.Kinds)}{Nearest.Hint(section.Text("kind"), RoundScreen.Kinds)}"),
            PeriodFrom = section.Day("from"),
            PeriodTo = section.Day("to"),
            DueDay = section.OptionalDay("due") ?? "",
        };
        return string.CompareOrdinal(round.PeriodFrom, round.PeriodTo) <= 0 ? new OpenRound(round, units) : throw section.Invalid("to", $"{round.PeriodTo} is before {round.PeriodFrom}");
    }

    public async Task PlayAsync(Stage stage)
    {
        var request = new OpenRoundRequest(Round) { CityId = stage.City.Id };
        if (Units.Count > 0)
            request.UnitIds.Add(await stage.Listings.WorkUnits(stage.City.Id).Where(unit => Units.Contains(unit.Code)).Select(unit => unit.Id).ToListAsync(stage.Cancellation));
        stage.Round = await stage.System.Rounds.OpenRoundAsync(request, cancellationToken: stage.Cancellation);
        RoundScreen.ShowOpened(stage.Screen, stage.City, stage.Round);
    }
}
