using Workforce.Cli.Cities;

namespace Workforce.Cli.Stories;

/// <summary>A story (cerita): what the people of a city enter, act by act, each at its moment.</summary>
/// <param name="City">Where it plays.</param>
/// <param name="StartsAt">What the system's clock shows when it starts, with the city's offset.</param>
/// <param name="Steps">In the order in which they are played; no moment is before the one before it.</param>
public sealed record Story(CityFolder City, DateTimeOffset StartsAt, IReadOnlyList<StoryStep> Steps)
{
    public IEnumerable<string> Marks => Steps.Select(step => step.Act).OfType<Acts.MarkMoment>().Select(mark => mark.Name);

    /// <summary>When a mark was passed.</summary>
    /// <param name="shows">What the system's clock shows.</param>
    /// <returns>Null when the story has no such mark, or has not come to it.</returns>
    public DateTimeOffset? FindPassed(string mark, DateTimeOffset shows) =>
        Steps.FirstOrDefault(step => step.Act is Acts.MarkMoment known && known.Name == mark) is { } passed && passed.At <= shows ? passed.At : null;
}

/// <summary>An act at a moment.</summary>
/// <param name="Where">File and line, for errors: <c>story.yaml line 12</c>.</param>
public sealed record StoryStep(string Where, DateTimeOffset At, IStoryAct Act);

/// <summary>What is entered, or waited for, at a moment. Played again it changes nothing.</summary>
public interface IStoryAct
{
    /// <summary>What it does, as a headline of the screen: without personal data.</summary>
    string Title { get; }

    /// <summary>Whether it rates, or is of what is rated: a step before it opens the round.</summary>
    bool NeedsRound => false;

    /// <summary>Whether it is of contracts that have expired: a step before it is the night.</summary>
    bool NeedsNight => false;

    /// <summary>Does it as the person whose act it is, and waits until what follows from it is done.</summary>
    /// <exception cref="Errors.BadInputException">What is entered cannot be used: names the file, where in it, and why.</exception>
    /// <exception cref="Errors.NotRunningException">What must follow does not come.</exception>
    Task PlayAsync(Stage stage);
}
