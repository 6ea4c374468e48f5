using Workforce.Cli.Cities;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>mark: rated</c>: a moment with a name, at which <c>--until</c> stops.</summary>
public sealed record MarkMoment(string Name) : IStoryAct
{
    public const string Field = "mark";

    public string Title => Name;

    public static MarkMoment Read(YamlSection step) => new(step.Text(Field));

    public Task PlayAsync(Stage stage) => Task.CompletedTask;
}
