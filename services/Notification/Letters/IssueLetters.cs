using Workforce.Documents;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Letters;

/// <summary>Issues the letter to a unit's head about evaluations, also where all are signed: it says too who keeps working. One in a cycle, however many batches the unit's contracts come in.</summary>
public sealed class IssueLetters(TemplateLibrary templates, NotificationMetrics metrics, TimeProvider clock)
{
    /// <summary>Issues those that do not exist yet, in the unit of work that issues the notices.</summary>
    /// <param name="of">Cycles and units with workers of whom a rating is demanded, and by when, each any number of times. A letter has the first of its due days.</param>
    public async Task IssueAsync(UnitOfWork work, IEnumerable<(Guid Cycle, Guid Unit, DateOnly DueDay)> of, CancellationToken cancellation)
    {
        // In one order: two transactions that write the same letters in different orders would deadlock.
        var units = of.Distinct().Order().DistinctBy(one => (one.Cycle, one.Unit)).ToList();
        var version = templates.NewestOf(LetterText.Template);
        var now = clock.GetUtcNow().UtcDateTime;
        var issued = await LetterStore.AddAsync(
            work,
            [.. units.Zip(SequentialIds.Next(units.Count), (one, id) =>
                new Letter(id, one.Cycle, one.Unit, LetterKind.EvaluationRequest, version, now, one.DueDay))],
            cancellation);
        work.AfterCommit(() => metrics.LettersIssued(issued));
    }
}
