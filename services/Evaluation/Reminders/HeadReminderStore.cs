using Workforce.Evaluation.Events;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Reminders;

/// <summary>The table of reminders to heads: a row for each round or cycle, due day, unit and step, whether sent or superseded.</summary>
public static class HeadReminderStore
{
    /// <summary>Adds the reminders by the step of those units that have none by it or a nearer one, and marks the steps that it supersedes.</summary>
    /// <param name="units">In order.</param>
    /// <returns>The units whose heads are to be reminded now.</returns>
    public static Task<IReadOnlyList<Guid>> AddAsync(
        UnitOfWork work, DueRatings due, IReadOnlyList<UnratedUnit> units, DateTime sentAt, CancellationToken cancellation) =>
        work.ListAsync<Guid>(
            """
            with due as (
                select unit_id, unrated from unnest(@units, @unrated) as due (unit_id, unrated)
                where not exists (
                    select from head_reminder reminder
                    where reminder.about_id = @AboutId and reminder.due_day = @DueDay and reminder.unit_id = due.unit_id and reminder.step < @Step)),
            passed as (
                insert into head_reminder (about_id, due_day, unit_id, step, city_id, unrated, superseded, sent_at)
                select @AboutId, @DueDay, unit_id, step, @CityId, unrated, true, @sentAt from due cross join unnest(@passed) as passed (step)
                order by unit_id, step
                on conflict do nothing)
            insert into head_reminder (about_id, due_day, unit_id, step, city_id, unrated, superseded, sent_at)
            select @AboutId, @DueDay, unit_id, @Step, @CityId, unrated, false, @sentAt from due
            order by unit_id
            on conflict do nothing
            returning unit_id
            """,
            new
            {
                due.AboutId,
                due.DueDay,
                due.CityId,
                due.Step,
                passed = due.Superseded.ToArray(),
                units = units.Select(unit => unit.UnitId).ToArray(),
                unrated = units.Select(unit => unit.Unrated).ToArray(),
                sentAt,
            },
            cancellation);
}
