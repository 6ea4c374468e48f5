using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Reminders;

/// <summary>The tables of reminders and their units. A row is never changed; units of later messages are added.</summary>
public sealed class ReminderStore(Database database)
{
    private const string Columns = "id, city_id, city_name, last_day, step, ask_at, language";

    /// <summary>Adds those that are not stored, and those of their units.</summary>
    public static Task AddAsync(UnitOfWork work, IReadOnlyCollection<Reminder> reminders, CancellationToken cancellation)
    {
        // In one order: two transactions that add the same in different orders would deadlock.
        var added = reminders.DistinctBy(reminder => reminder.Id).OrderBy(reminder => reminder.Id).ToList();
        var units = reminders
            .SelectMany(reminder => reminder.UnitNames, (reminder, unit) => (Reminder: reminder.Id, Unit: unit.Key, Name: unit.Value))
            .DistinctBy(unit => (unit.Reminder, unit.Unit)).OrderBy(unit => unit.Reminder).ThenBy(unit => unit.Unit).ToList();
        return work.ExecuteAsync(
            $"""
            insert into reminder ({Columns})
            select * from unnest(@ids, @cities, @cityNames, @lastDays, @steps, @askAt, @languages)
            on conflict do nothing;

            insert into reminder_unit (reminder_id, unit_id, name)
            select * from unnest(@reminders, @units, @names)
            on conflict do nothing
            """,
            new
            {
                ids = added.Select(reminder => reminder.Id).ToArray(),
                cities = added.Select(reminder => reminder.CityId).ToArray(),
                cityNames = added.Select(reminder => reminder.CityName).ToArray(),
                lastDays = added.Select(reminder => reminder.LastDay).ToArray(),
                steps = added.Select(reminder => reminder.Step).ToArray(),
                askAt = added.Select(reminder => reminder.AskAt).ToArray(),
                languages = added.Select(reminder => reminder.Language).ToArray(),
                reminders = units.Select(unit => unit.Reminder).ToArray(),
                units = units.Select(unit => unit.Unit).ToArray(),
                names = units.Select(unit => unit.Name).ToArray(),
            },
            cancellation);
    }

    /// <summary>The reminders with these ids, with the names of their units.</summary>
    public async Task<IReadOnlyDictionary<Guid, Reminder>> ListAsync(IEnumerable<Guid> reminderIds, CancellationToken cancellation)
    {
        var ids = reminderIds.Distinct().ToArray();
        if (ids.Length == 0)
            return new Dictionary<Guid, Reminder>();
        var reminders = await database.ListAsync<Reminder>($"select {Columns} from reminder where id = any(@ids)", new { ids }, cancellation);
        var units = await database.ListAsync<(Guid Reminder, Guid Unit, string Name)>(
            "select reminder_id, unit_id, name from reminder_unit where reminder_id = any(@ids)", new { ids }, cancellation);
        var unitsOf = units.ToLookup(unit => unit.Reminder);
        return reminders.ToDictionary(
            reminder => reminder.Id,
            reminder => reminder with { UnitNames = unitsOf[reminder.Id].ToDictionary(unit => unit.Unit, unit => unit.Name) });
    }

    /// <summary>How many contracts of each unit reminders have by now, by reminder.</summary>
    public async Task<ILookup<Guid, (Guid UnitId, int Contracts)>> CountContractsAsync(IEnumerable<Guid> reminderIds, CancellationToken cancellation)
    {
        var counts = await database.ListAsync<(Guid Reminder, Guid Unit, int Contracts)>(
            """
            select reminder_id, unit_id, count(*)::int from notice
            where reminder_id = any(@ids) and recipient_kind = 1
            group by reminder_id, unit_id
            """,
            new { ids = reminderIds.Distinct().ToArray() }, cancellation);
        return counts.ToLookup(count => count.Reminder, count => (count.Unit, count.Contracts));
    }
}
