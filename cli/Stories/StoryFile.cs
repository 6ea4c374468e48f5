using Workforce.Cli.Cities;
using Workforce.Cli.Clocks;
using Workforce.Cli.Errors;
using Workforce.Cli.Stories.Acts;

namespace Workforce.Cli.Stories;

/// <summary><c>story.yaml</c>, and the files that it names; docs/stories.md states the format.</summary>
public static class StoryFile
{
    private const string Name = "story.yaml";
    private const string At = "at";

    // Each by the field that a step has beside its moment.
    private static readonly Dictionary<string, Func<YamlSection, StoryFolder, IStoryAct>> Acts = new()
    {
        [ImportRegister.Field] = ImportRegister.Read,
        [AppointPerson.Field] = AppointPerson.Read,
        [EndAppointment.Field] = EndAppointment.Read,
        [AwaitReminders.Field] = (step, _) => AwaitReminders.Read(step),
        [OpenRound.Field] = OpenRound.Read,
        [HandInRatings.Field] = HandInRatings.Read,
        [HandInReceipts.Field] = HandInReceipts.Read,
        [FileObjections.Field] = FileObjections.Read,
        [RuleOnObjections.Field] = RuleOnObjections.Read,
        [ExpireContracts.Field] = (step, _) => ExpireContracts.Read(step),
        [RecordSeparations.Field] = RecordSeparations.Read,
        [RecordStatements.Field] = RecordStatements.Read,
        [RecommendRenewals.Field] = (step, _) => RecommendRenewals.Read(step),
        [ProposeDecisions.Field] = ProposeDecisions.Read,
        [ConfirmProposal.Field] = (step, _) => ConfirmProposal.Read(step),
        [MarkMoment.Field] = (step, _) => MarkMoment.Read(step),
    };

    /// <summary>Reads and checks all of it before anything is played.</summary>
    /// <param name="directory">Null for the folder <c>story</c> of the city's folder.</param>
    /// <exception cref="BadInputException">A file is missing or invalid; names file, line and field.</exception>
    public static Story Read(CityFolder city, string? directory)
    {
        var folder = new StoryFolder(directory ?? Path.Combine(city.Directory, "story"), city);
        if (!Directory.Exists(folder.Directory))
            throw new BadInputException(directory is null
                ? $"{city.City.Name} has no story: there is no folder {folder.Directory}; name another with --story-folder"
                : $"--story-folder '{directory}': there is no such folder");
        var file = YamlFile.Read(Path.Combine(folder.Directory, Name)).Allow("starts_at", "steps");
        var zone = CityZone.Of(city.City.TimeZone);
        var startsAt = Moment(file, "starts_at", zone);
        var sections = file.Sections("steps");
        if (sections.Count == 0)
            throw file.Invalid("steps", "a story has at least one step, such as { at: 2020-10-01T08:00, import: register.csv }");
        List<StoryStep> steps = [];
        foreach (var section in sections)
        {
            var step = Step(section, folder, zone);
            var before = steps.Count == 0 ? startsAt : steps[^1].At;
            if (step.At < before)
                throw section.Invalid(At, $"{section.Text(At)} is before {ServiceClock.Iso(before)}, {(steps.Count == 0 ? "when the story starts" : "the step above")}; a story goes forward only");
            if (step.Act is MarkMoment mark && steps.Any(other => other.Act is MarkMoment known && known.Name == mark.Name))
                throw section.Invalid(MarkMoment.Field, $"'{mark.Name}' is marked twice");
            if (step.Act.NeedsRound && !steps.Any(other => other.Act is OpenRound))
                throw section.Invalid(At, "no step above opens a round; such as { at: …, round: { kind: yearly, from: 2020-01-01, to: 2020-12-31, due: 2020-12-18 } }");
            if (step.Act.NeedsNight && !steps.Any(other => other.Act is ExpireContracts))
                throw section.Invalid(At, "no step above is the night, in which contracts expire; such as { at: 2021-01-01T00:00:05, expire: 2021-01-01 }");
            steps.Add(step);
        }
        return new Story(city, startsAt, steps);
    }

    private static StoryStep Step(YamlSection section, StoryFolder folder, CityZone zone)
    {
        section.Allow([At, .. Acts.Keys]);
        var at = Moment(section, At, zone);
        return Acts.Keys.Where(act => section.Has(act)).ToList() switch
        {
            [var act] => new StoryStep(section.Where, at, Acts[act](section, folder)),
            [] => throw section.Invalid(At, $"what is done at this moment is missing: one of {string.Join(", ", Acts.Keys)}"),
            var acts => throw section.Invalid(acts[1], $"and {acts[0]} are two acts; write a step for each"),
        };
    }

    private static DateTimeOffset Moment(YamlSection section, string field, CityZone zone) =>
        TypedMoment.Parse(section.Text(field)) is { Offset: null } typed
            ? typed.In(zone)
            : throw section.Invalid(field, $"'{section.Text(field)}' is not a moment of the city of the form yyyy-MM-ddTHH:mm, such as 2020-12-01T08:00");
}
