using Workforce.Contract.Contracts;
using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Reminders;

/// <summary>The table of reminders: a row for each contract, last day and step, whether sent or superseded.</summary>
public sealed class ReminderStore(Database database)
{
    /// <summary>
    /// Adds the reminders of the next contracts of a day that have none by its step or a nearer one, and whose workers have no next
    /// contract now. The day is locked.
    /// </summary>
    /// <param name="after">Unit and contract after which to go on.</param>
    /// <param name="sentAt">By the system's clock, UTC.</param>
    /// <returns>By unit and contract; fewer than the size when these are the last.</returns>
    public static Task<IReadOnlyList<EndingContract>> AddAsync(
        UnitOfWork work, DueReminders due, ChunkPosition after, int size, DateTime sentAt, CancellationToken cancellation) =>
        // Offset 0 keeps both look-ups contract by contract: joined, they would read the whole table for each chunk. Where nothing of the
        // city ends later, as at most ends of a year, one probe spares all look-ups of next contracts.
        work.ListAsync<EndingContract>(
            """
            with due as (
                select contract_id, worker_id, unit_id, vendor_id from contract
                where city_id = @CityId and last_day = @LastDay and (unit_id, contract_id) > (@afterUnit, @afterContract)
                  and cycle_id is null and received_at < @ReceivedBefore
                  and not exists (
                    select from reminder
                    where reminder.contract_id = contract.contract_id and reminder.last_day = @LastDay and step <= @Step offset 0)
                  and case when (select exists (select from contract where city_id = @CityId and last_day > @LastDay))
                    then not exists (
                        select from (
                            select next.city_id, next.first_day, next.last_day
                            from contract next where next.worker_id = contract.worker_id offset 0) of_worker
                        where of_worker.city_id = @CityId and of_worker.last_day > @LastDay and of_worker.first_day <= @LastDay + 1)
                    else true end
                order by unit_id, contract_id limit @size),
            added as (
                insert into reminder (contract_id, last_day, step, city_id, superseded, sent_at)
                select contract_id, @LastDay, step, @CityId, step > @Step, @sentAt
                from due cross join unnest(@Steps) as policy (step)
                on conflict do nothing)
            select contract_id, worker_id, unit_id, vendor_id from due order by unit_id, contract_id
            """,
            new
            {
                due.Day.CityId,
                due.Day.LastDay,
                due.Day.Step,
                due.Steps,
                due.ReceivedBefore,
                afterUnit = after.UnitId,
                afterContract = after.ContractId,
                size,
                sentAt,
            },
            cancellation);

    /// <summary>How many of a city are sent and superseded, the newest last day and the farthest step first.</summary>
    /// <param name="lastDay">Null for any.</param>
    public Task<IReadOnlyList<ReminderCount>> CountAsync(Guid cityId, DateOnly? lastDay, CancellationToken cancellation) =>
        database.ListAsync<ReminderCount>(
            """
            select last_day, step, (count(*) filter (where not superseded))::int as sent, (count(*) filter (where superseded))::int as superseded,
                min(sent_at) filter (where not superseded) as first_sent_at, max(sent_at) filter (where not superseded) as last_sent_at
            from reminder where city_id = @cityId and (@lastDay::date is null or last_day = @lastDay)
            group by last_day, step
            order by last_day desc, step desc
            """,
            new { cityId, lastDay }, cancellation);
}
