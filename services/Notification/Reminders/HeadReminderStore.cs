using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Reminders;

/// <summary>The tables of reminders to heads and their units. A row is never changed; units of later messages are added.</summary>
public sealed class HeadReminderStore(Database database)
{
    private const string Columns = "id, city_id, city_name, about_id, is_cycle, due_day, step, language";

    /// <summary>Adds those that are not stored, and those of their units.</summary>
    public static Task AddAsync(UnitOfWork work, IReadOnlyCollection<HeadReminder> reminders, CancellationToken cancellation)
    {
        // In one order: two transactions that add the same in different orders would deadlock.
        var added = reminders.DistinctBy(reminder => reminder.Id).OrderBy(reminder => reminder.Id).ToList();
        var units = reminders
            .SelectMany(reminder => reminder.Units, (reminder, unit) => (Reminder: reminder.Id, Unit: unit.Key, unit.Value))
            .DistinctBy(unit => (unit.Reminder, unit.Unit)).OrderBy(unit => unit.Reminder).ThenBy(unit => unit.Unit).ToList();
        return work.ExecuteAsync(
            $"""
            insert into head_reminder ({Columns})
            select * from unnest(@ids, @cities, @cityNames, @about, @cycles, @dueDays, @steps, @languages)
            on conflict do nothing;

            insert into head_reminder_unit (head_reminder_id, unit_id, name, head_title, unrated, days_left)
            select * from unnest(@reminders, @units, @names, @titles, @unrated, @daysLeft)
            on conflict do nothing
            """,
            new
            {
                ids = added.Select(reminder => reminder.Id).ToArray(),
                cities = added.Select(reminder => reminder.CityId).ToArray(),
                cityNames = added.Select(reminder => reminder.CityName).ToArray(),
                about = added.Select(reminder => reminder.AboutId).ToArray(),
                cycles = added.Select(reminder => reminder.IsCycle).ToArray(),
                dueDays = added.Select(reminder => reminder.DueDay).ToArray(),
                steps = added.Select(reminder => reminder.Step).ToArray(),
                languages = added.Select(reminder => reminder.Language).ToArray(),
                reminders = units.Select(unit => unit.Reminder).ToArray(),
                units = units.Select(unit => unit.Unit).ToArray(),
                names = units.Select(unit => unit.Value.Name).ToArray(),
                titles = units.Select(unit => unit.Value.HeadTitle).ToArray(),
                unrated = units.Select(unit => unit.Value.Unrated).ToArray(),
                daysLeft = units.Select(unit => unit.Value.DaysLeft).ToArray(),
            },
            cancellation);
    }

    /// <summary>The reminders with these ids, with their units.</summary>
    public async Task<IReadOnlyDictionary<Guid, HeadReminder>> ListAsync(IEnumerable<Guid> reminderIds, CancellationToken cancellation)
    {
        var ids = reminderIds.Distinct().ToArray();
        if (ids.Length == 0)
            return new Dictionary<Guid, HeadReminder>();
        var reminders = await database.ListAsync<HeadReminder>($"select {Columns} from head_reminder where id = any(@ids)", new { ids }, cancellation);
        var units = await database.ListAsync<UnitRow>(
            "select head_reminder_id, unit_id, name, head_title, unrated, days_left from head_reminder_unit where head_reminder_id = any(@ids)", new { ids }, cancellation);
        var unitsOf = units.ToLookup(unit => unit.HeadReminderId);
        return reminders.ToDictionary(
            reminder => reminder.Id,
            reminder => reminder with { Units = unitsOf[reminder.Id].ToDictionary(unit => unit.UnitId, unit => new RemindedUnit(unit.Name, unit.HeadTitle, unit.Unrated, unit.DaysLeft)) });
    }

    private sealed record UnitRow(Guid HeadReminderId, Guid UnitId, string Name, string HeadTitle, int Unrated, int DaysLeft);
}
