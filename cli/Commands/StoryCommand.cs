using System.CommandLine;
using Workforce.Cli.Cities;
using Workforce.Cli.Clocks;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Cli.Stories;
using Workforce.Cli.Terminal;

namespace Workforce.Cli.Commands;

/// <summary><c>story play|show</c>: what a city's people enter, played on a running system with a story's clock; docs/stories.md.</summary>
public static class StoryCommand
{
    private static readonly Option<string> City = new("--city") { Description = "A folder below examples/, or the path of a city's folder", HelpName = "NAME", Required = true };
    private static readonly Option<string?> StoryFolder = new("--story-folder") { Description = "The folder with story.yaml; story in the city's folder by default", HelpName = "DIR" };
    private static readonly Option<string?> Until = new("--until") { Description = "Stops at this mark of the story; plays all of it by default", HelpName = "MARK" };
    private static readonly Option<string?> Report = new("--report") { Description = "Writes what has become of it, counted from listings, as JSON to this file", HelpName = "FILE" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };
    private static readonly Option<bool> StartsAt = new("--starts-at") { Description = "Prints only the moment at which it starts, for Clock:StartsAt" };

    public static Command Create()
    {
        var play = new Command("play", "Plays a story, as ./run --story does: moves the clock to each step's moment, does what is entered as the person whose act it is, and waits for what follows. Again it changes nothing") { City, StoryFolder, Until, Report };
        var show = new Command("show", "Reads and checks a story's files, and shows its steps; needs no running system") { City, StoryFolder, Until, Json, StartsAt };
        CommandRun.SetAction(play, PlayAsync);
        CommandRun.SetAction(show, ShowAsync);
        return new Command("story", "A city's renewal as its people enter it, from files") { play, show };
    }

    private static async Task<int> PlayAsync(CommandRun run)
    {
        var story = Read(run);
        if (run.Get(Report) is { } path)
            OutputFile.CheckWritable("--report", path);
        var city = await new StoryPlayer(run.System, run.Screen, run.Cancellation).PlayAsync(story, run.Get(Until));

        var shows = (await new SystemClocks(run.System, run.Cancellation).ReadAsync()).Min(clock => clock.Shows).ToOffset(story.StartsAt.Offset);
        var report = await new StoryReading(run.Listings, city, story, run.Cancellation).ReadAsync(shows);
        run.Screen.Gap();
        ReportScreen.Show(run.Screen, city, report);
        StoryScreen.ShowFigures(run.Screen, report);
        if (run.Get(Report) is { } file)
        {
            await File.WriteAllTextAsync(file, report.ToJson() + "\n", run.Cancellation);
            run.Screen.Line($"  report written to {Words.Safe(file)}");
        }
        return report.Lost + report.Doubled == 0 ? ExitCode.Done : ExitCode.Disagreement;
    }

    private static Task<int> ShowAsync(CommandRun run)
    {
        var story = Read(run);
        if (run.Get(StartsAt))
            Console.WriteLine(ServiceClock.Iso(story.StartsAt));
        else if (run.Get(Json))
            Console.WriteLine(StoryScreen.ToJson(story));
        else
            StoryScreen.ShowSteps(run.Screen, story);
        return Task.FromResult(ExitCode.Done);
    }

    private static Story Read(CommandRun run)
    {
        var story = StoryFile.Read(CityFolder.Read(ExampleFolder.Find(run.Get(City))), run.Get(StoryFolder));
        return run.Get(Until) is not { } until || story.Marks.Contains(until)
            ? story
            : throw new BadInputException($"--until '{until}' is no mark of the story{Nearest.Hint(until, story.Marks)}; its marks are {(story.Marks.Any() ? string.Join(", ", story.Marks) : "none")}");
    }
}
