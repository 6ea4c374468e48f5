using Workforce.Notification.Cycles;
using Workforce.Documents;

namespace Workforce.Notification.Letters;

/// <summary>Puts a letter into words.</summary>
public static class LetterText
{
    /// <summary>The template of letters that ask a head for evaluations.</summary>
    public const string Template = "evaluation-request";

    /// <summary>The template of those letters while their list is empty.</summary>
    private const string Empty = "evaluation-request-empty";

    /// <param name="cycle">The letter's cycle.</param>
    /// <param name="workers">Those to rate, in any order.</param>
    /// <param name="language">One of the library's.</param>
    public static RenderedText Write(
        TemplateLibrary templates, Letter letter, Cycle cycle, IReadOnlyCollection<ListedWorker> workers, string language)
    {
        var unit = cycle.Units[letter.UnitId];
        var dueDay = letter.DueDay ?? cycle.DueDay;
        var inOrder = InOrder(workers);
        // A letter is issued with its workers, so an empty one has lost them by corrections. None of its wordings says that.
        var (template, version) = workers.Count > 0 ? (Template, letter.TemplateVersion) : (Empty, templates.NewestOf(Empty));
        return templates.Render(language, template, version, new
        {
            City = cycle.CityName,
            Unit = unit.Name,
            unit.HeadName,
            unit.HeadTitle,
            unit.KeepsWorking,
            Workers = workers.Count,
            Names = inOrder.Select(worker => worker.Name),
            // What is undecided of, and what goes on.
            Undecided = EntriesOf(inOrder.Where(worker => !worker.Continues)),
            Continuing = EntriesOf(inOrder.Where(worker => worker.Continues)),
            cycle.LastDay,
            cycle.StayHomeFrom,
            DueDay = dueDay,
            cycle.CircularNumber,
            cycle.DecidedOn,
            cycle.AskAt,
        });

        List<Entry> EntriesOf(IEnumerable<ListedWorker> listed) =>
            [.. listed.Select(worker => new Entry(worker.Name, (worker.DueDay ?? cycle.DueDay) is var own && own != dueDay ? own : null))];
    }

    private static List<ListedWorker> InOrder(IEnumerable<ListedWorker> workers) =>
    [
        .. workers
            .OrderBy(worker => worker.Name is null)
            .ThenBy(worker => worker.Name, NameOrder.Comparer)
            .ThenBy(worker => worker.Name, StringComparer.Ordinal),
    ];

    // OwnDueDay: where it is not the letter's.
    private sealed record Entry(string? Name, DateOnly? OwnDueDay);
}
