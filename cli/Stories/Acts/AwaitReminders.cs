using System.Diagnostics;
using System.Globalization;
using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Cli.Terminal;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>await: reminders</c>: nothing is entered; the clock has reached a day on which the system reminds by itself, and the story waits for it.</summary>
public sealed record AwaitReminders : IStoryAct
{
    public const string Field = "await";

    private const string What = "reminders";

    // A worker who goes on by a next contract is not reminded, so that fewer may come than there are contracts; of heads each.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public string Title => "Reminders of this day";

    public static AwaitReminders Read(YamlSection step) =>
        step.Text(Field) is What ? new AwaitReminders() : throw step.Invalid(Field, $"'{step.Text(Field)}' is not {What}, the only thing that a story waits for by a step");

    public async Task PlayAsync(Stage stage)
    {
        if (stage.IsPast)
        {
            stage.Screen.Line("[green]✓[/] Sent before");
            return;
        }
        var (workers, office, heads) = (new Bar("Workers reminded"), new Bar("Notices to office"), new Bar("Heads reminded"));
        await Bars.ShowAsync(stage.Screen, [workers, office, heads], async () =>
        {
            await FollowAsync(stage, [workers, office], await DueAsync(stage), CountAsync);
            await FollowAsync(stage, [heads], await HeadsDueAsync(stage), CountHeadsAsync);
        });
        if (heads.Value < heads.Total)
            throw new NotRunningException(
                $"{heads.Value} of {heads.Total} heads have a reminder that is due, and no more came for {Longest.TotalSeconds:0} seconds: workforce dead-letters list, or the log of Evaluation, says why");
    }

    // Until as many are sent as are due, or no more come.
    private static async Task FollowAsync<TDue>(Stage stage, Bar[] bars, IReadOnlyDictionary<TDue, int> due, Func<Stage, IReadOnlyDictionary<TDue, int>, Task<int[]>> count)
        where TDue : notnull
    {
        bars[0].Total = due.Values.Sum();
        if (bars.Length > 1)
            bars[1].Total = due.Count;
        var moved = Stopwatch.GetTimestamp();
        while (due.Count > 0 && bars.Any(bar => bar.Value < bar.Total) && Stopwatch.GetElapsedTime(moved) < Longest)
        {
            var counts = await count(stage, due);
            if (!counts.SequenceEqual(bars.Select(bar => (int)bar.Value)))
                moved = Stopwatch.GetTimestamp();
            foreach (var (bar, value) in bars.Zip(counts))
                bar.Value = value;
            await Task.Delay(Pause, stage.Cancellation);
        }
    }

    // Contracts in force by last day and the step that it has reached.
    private static async Task<IReadOnlyDictionary<(string LastDay, int Step), int>> DueAsync(Stage stage)
    {
        var steps = stage.Story.City.Policy.Reminders?.DaysBeforeEnd.Order().ToList() ?? [];
        var due = new Dictionary<(string, int), int>();
        await foreach (var period in stage.Listings.ContractPeriods(stage.City.Id))
            if (StepOf(period.LastDay, stage.Today, steps) is { } step)
                due[(period.LastDay, step)] = due.GetValueOrDefault((period.LastDay, step)) + 1;
        return due;
    }

    private static async Task<int[]> CountAsync(Stage stage, IReadOnlyDictionary<(string LastDay, int Step), int> due)
    {
        var counts = (await stage.Listings.ReminderNoticesAsync(stage.City.Id)).Where(count => due.ContainsKey((count.LastDay, count.Step))).ToList();
        return [counts.Sum(count => count.ToWorkers), counts.Sum(count => count.ToPersonnelOffice)];
    }

    // Units of the open round whose head has not rated all, and of a night whose requests are open; each once.
    private static async Task<IReadOnlyDictionary<HeadDue, int>> HeadsDueAsync(Stage stage)
    {
        var steps = stage.Story.City.Rating?.HeadsBeforeDue.Order().ToList() ?? [];
        var due = new HashSet<HeadDue>();
        if (stage.Round.Id.Length > 0 && StepOf(stage.Round.DueDay, stage.Today, steps) is { } ofRound)
            due.UnionWith((await RoundNow.ReadAsync(stage)).Units.Where(unit => unit.Rated < unit.Contracts).Select(unit => new HeadDue(stage.Round.Id, ofRound, unit.UnitId)));
        await foreach (var cycle in stage.Listings.Cycles(stage.City.Id))
            await foreach (var request in stage.Listings.Requests(new ListRequestsRequest { CycleId = cycle.CycleId, State = RequestState.Open }))
                if (StepOf(request.DueDay, stage.Today, steps) is { } step)
                    due.Add(new HeadDue(cycle.CycleId, step, request.UnitId));
        return due.ToDictionary(head => head, _ => 1);
    }

    private static async Task<int[]> CountHeadsAsync(Stage stage, IReadOnlyDictionary<HeadDue, int> due) =>
    [
        await due.Keys.Select(head => head.AboutId).Distinct().ToAsyncEnumerable()
            .SelectMany(about => about == stage.Round.Id ? stage.Listings.NoticesOfRound(about) : stage.Listings.NoticesOfCycle(about))
            .Where(notice => notice.Kind is NoticeKind.RatingsDue)
            .Select(notice => new HeadDue(notice.RoundId.Length > 0 ? notice.RoundId : notice.CycleId, notice.Step, notice.UnitId))
            .Where(due.ContainsKey).Distinct().CountAsync(stage.Cancellation),
    ];

    // The nearest that is reached by today; null when none is, or the day is over.
    private static int? StepOf(string day, DateOnly today, IReadOnlyList<int> nearestFirst)
    {
        var left = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - today.DayNumber;
        return left < 0 ? null : nearestFirst.Cast<int?>().FirstOrDefault(step => left <= step);
    }

    /// <param name="AboutId">A round, or the cycle of requests.</param>
    private sealed record HeadDue(string AboutId, int Step, string UnitId);
}
