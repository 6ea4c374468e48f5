using System.Diagnostics;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.Requests;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Reminders;

/// <summary>
/// Reminds the heads of units of whose workers ratings are missing: each once by a step. Steps that were passed without a reminder are marked
/// superseded.
/// </summary>
public sealed class RemindHeads(Database database, CountProgress countProgress, RequestStore requests, EvaluationMetrics metrics, TimeProvider clock)
{
    private const int UnitsInMessage = 500;

    private static readonly ActivitySource Source = new("Workforce.Evaluation");

    /// <returns>How many heads are reminded; those who were already are not counted.</returns>
    public async Task<int> RemindAsync(DueRatings due, CancellationToken cancellation)
    {
        // Before the transaction: no lock is held while another service answers.
        var unrated = await CountUnratedAsync(due, cancellation);
        if (unrated.Count == 0)
            return 0;
        await using var work = await database.BeginAsync(cancellation);
        var reminded = (await HeadReminderStore.AddAsync(work, due, unrated, clock.GetUtcNow().UtcDateTime, cancellation)).ToHashSet();
        if (reminded.Count == 0)
            return 0;
        // Begun only here, so that ticks without a reminder leave no trace.
        using var span = Source.StartActivity("remind heads")?.SetTag("workforce.city.id", due.CityId)
            .SetTag("workforce.due_day", due.DueDay.ToIso()).SetTag("workforce.reminder.step", due.Step).SetTag("workforce.units", reminded.Count);
        foreach (var units in unrated.Where(unit => reminded.Contains(unit.UnitId)).Chunk(UnitsInMessage))
            work.Publish(
                // A unit is reminded of once by a day and a step, so the first one names the message among all of them.
                DerivedId.From("ratings-due", due.AboutId, due.DueDay, due.Step, units[0].UnitId),
                new RatingsDue(due.CityId, due.AboutId, due.CycleId is not null, due.DueDay, due.Step, units));
        work.AfterCommit(() => metrics.HeadsReminded(reminded.Count, due.Step));
        await work.CommitAsync(cancellation);
        return reminded.Count;
    }

    private async Task<IReadOnlyList<UnratedUnit>> CountUnratedAsync(DueRatings due, CancellationToken cancellation)
    {
        if (due.Round is null)
            return await requests.CountOpenAsync(due.CycleId!.Value, due.DueDay, cancellation);
        var units = await countProgress.CountAsync(due.Round, cancellation);
        return [.. units.Where(unit => unit.Missing > 0).Select(unit => new UnratedUnit(unit.UnitId, unit.Missing))];
    }
}
