using Workforce.Cli.Cities;
using Workforce.Cli.Nights;
using Workforce.Cli.Terminal;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>expire: 2021-01-01</c>: the night. The sweep's timer may have begun it, as the clock has passed midnight; this follows it to the last notice.</summary>
/// <param name="AsOf">yyyy-MM-dd; contracts whose last day is before it expire.</param>
public sealed record ExpireContracts(string AsOf) : IStoryAct
{
    public const string Field = "expire";

    public string Title => $"The night before {Words.Day(AsOf)}";

    public static ExpireContracts Read(YamlSection step) => new(step.Day(Field));

    public async Task PlayAsync(Stage stage)
    {
        await Arrival.WaitAsync(stage.System, stage.Screen, stage.City.Id, stage.Cancellation);
        var sweep = new FollowedSweep(stage.System, stage.Screen, AsOf);
        var due = await Due.ReadAsync(stage.Listings, stage.City.Id, sweep.IsBefore);
        await sweep.ExpireAsync(stage.City.Id, due, stage.Listings, stage.Cancellation);
    }
}
