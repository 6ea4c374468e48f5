using Grpc.Core;
using Workforce.Cli.Cities;
using Workforce.Cli.Clocks;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Cli.Stories.Acts;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Stories;

/// <summary>
/// Plays a story on a running system: moves its clock to each step's moment, does the act, waits for what follows, and goes on. What was
/// played before changes nothing, and an interrupted story goes on where it was.
/// </summary>
public sealed class StoryPlayer(WorkforceSystem system, Screen screen, CancellationToken cancellation)
{
    private readonly SystemClocks _clocks = new(system, cancellation);

    /// <param name="until">The mark at which to stop; null plays all steps.</param>
    /// <returns>The city as it is registered.</returns>
    /// <exception cref="BadInputException">A step, or a file of it, cannot be used.</exception>
    public async Task<City> PlayAsync(Story story, string? until)
    {
        // First of all, for without the key no step can be played.
        var cast = new Cast(system.Endpoints, new Listings(system, cancellation));
        var began = await BeginAsync(story);
        ShowMoment(story.StartsAt, $"The story of {story.City.City.Name} begins");
        var applied = await AppliedCity.SendAsync(system, story.City, cancellation);
        CityScreen.Show(screen, story.City, applied);

        var stage = new Stage(system, screen, story, applied.City.City, cast, cancellation);
        foreach (var step in story.Steps)
        {
            var shows = await MoveAsync(step.At);
            stage.At = step.At;
            stage.Today = DateOnly.FromDateTime(shows.ToOffset(step.At.Offset).DateTime);
            stage.IsPast = story.Steps.Any(later => later.At > step.At && later.At <= began);
            ShowMoment(step.At, step.Act.Title);
            await PlayAsync(step, stage);
            if (step.Act is MarkMoment mark && mark.Name == until)
                break;
        }
        return stage.City;
    }

    // What the clock shows that is last.
    private async Task<DateTimeOffset> BeginAsync(Story story)
    {
        var clocks = await _clocks.ReadAsync();
        if (clocks.FirstOrDefault(clock => clock.StoryStartsAt is null) is { } real)
            throw new BadInputException($"{real.Service} has real time, in which no story is played; start a system with ./run --story");
        if (clocks.FirstOrDefault(clock => clock.StoryStartsAt > story.StartsAt) is { } later)
            throw new BadInputException(
                $"the system was started for another story, whose clock begins at {ServiceClock.Iso(later.StoryStartsAt!.Value.ToOffset(story.StartsAt.Offset))}; this one begins at {ServiceClock.Iso(story.StartsAt)}: start it with ./run --story");
        return clocks.Min(clock => clock.Shows);
    }

    private async Task<DateTimeOffset> MoveAsync(DateTimeOffset to)
    {
        var shows = (await _clocks.ReadAsync()).Min(clock => clock.Shows);
        if (shows >= to)
            return shows;
        await _clocks.MoveAsync(to);
        return to;
    }

    private static async Task PlayAsync(StoryStep step, Stage stage)
    {
        try
        {
            await step.Act.PlayAsync(stage);
        }
        catch (RpcException fault) when (FailedCall.IsOfTheInput(fault))
        {
            throw new BadInputException($"{step.Where}: {FailedCall.SentenceOf(fault)}");
        }
    }

    private void ShowMoment(DateTimeOffset at, string title)
    {
        screen.Line();
        screen.Line($"[bold]{Words.Moment(at)}[/]  {Words.Safe(title)}");
    }
}
