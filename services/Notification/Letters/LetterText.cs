using Workforce.Notification.Cycles;
using Workforce.Documents;

namespace Workforce.Notification.Letters;

/// <summary>Puts a letter into words.</summary>
public static class LetterText
{
    /// <summary>The template of letters that ask a head for evaluations.</summary>
    public const string Template = "evaluation-request";

    /// <summary>The template of those letters once every worker is rated.</summary>
    private const string AllRated = "evaluation-request-rated";

    /// <summary>The template of those letters while they have no worker.</summary>
    private const string Empty = "evaluation-request-empty";

    /// <summary>Those whom a letter lists.</summary>
    public static IReadOnlyList<EvaluatedWorker> ToRate(IEnumerable<EvaluatedWorker> workers) => [.. workers.Where(worker => !worker.IsRated)];

    /// <param name="cycle">The letter's cycle.</param>
    /// <param name="workers">Those of whom the city demands a rating, in any order.</param>
    /// <param name="language">One of the library's.</param>
    public static RenderedText Write(
        TemplateLibrary templates, Letter letter, Cycle cycle, IReadOnlyCollection<EvaluatedWorker> workers, string language)
    {
        var unit = cycle.Units[letter.UnitId];
        var dueDay = letter.DueDay ?? cycle.DueDay;
        var toRate = InOrder(ToRate(workers));
        var undecided = workers.Where(worker => !worker.Continues).ToList();
        var (template, version) = (workers.Count, toRate.Count) switch
        {
            // A letter is issued with its workers, so an empty one has lost them by corrections. None of its wordings says that.
            (0, _) => (Empty, templates.NewestOf(Empty)),
            // Nor does an early one say that none is left to rate.
            (_, 0) => (AllRated, templates.NewestOf(AllRated)),
            _ => (Template, letter.TemplateVersion),
        };
        return templates.Render(language, template, version, new
        {
            City = cycle.CityName,
            Unit = unit.Name,
            unit.HeadName,
            unit.HeadTitle,
            unit.KeepsWorking,
            Workers = toRate.Count,
            Rated = workers.Count - toRate.Count,
            Names = toRate.Select(worker => worker.Name),
            // What is undecided of, and what goes on.
            Undecided = EntriesOf(toRate.Where(worker => !worker.Continues)),
            Continuing = EntriesOf(toRate.Where(worker => worker.Continues)),
            IsRatedUndecided = undecided.Any(worker => worker.IsRated),
            IsRatedContinuing = workers.Any(worker => worker is { IsRated: true, Continues: true }),
            // Of all, listed or rated.
            IsUndecided = undecided.Count > 0,
            IsContinuing = undecided.Count < workers.Count,
            AwaitsDecree = undecided.Any(worker => !worker.IsOutsourced),
            AwaitsTender = undecided.Any(worker => worker.IsOutsourced),
            cycle.LastDay,
            cycle.StayHomeFrom,
            DueDay = dueDay,
            cycle.CircularNumber,
            cycle.DecidedOn,
            cycle.AskAt,
        });

        List<Entry> EntriesOf(IEnumerable<EvaluatedWorker> listed) =>
            [.. listed.Select(worker => new Entry(worker.Name, (worker.DueDay ?? cycle.DueDay) is var own && own != dueDay ? own : null))];
    }

    private static List<EvaluatedWorker> InOrder(IEnumerable<EvaluatedWorker> workers) =>
    [
        .. workers
            .OrderBy(worker => worker.Name is null)
            .ThenBy(worker => worker.Name, NameOrder.Comparer)
            .ThenBy(worker => worker.Name, StringComparer.Ordinal),
    ];

    // OwnDueDay: where it is not the letter's.
    private sealed record Entry(string? Name, DateOnly? OwnDueDay);
}
