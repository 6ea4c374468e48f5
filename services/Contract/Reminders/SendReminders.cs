using System.Diagnostics;
using Microsoft.Extensions.Options;
using Workforce.Contract.Contracts;
using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Reminders;

/// <summary>
/// Sends the reminders of one city's contracts that end on one day, by the nearest step that they have reached: each contract once, whatever
/// was missed. Steps that were passed without one are marked superseded.
/// </summary>
public sealed class SendReminders(Database database, ContractMetrics metrics, TimeProvider clock, IOptions<ReminderOptions> options)
{
    private const int ContractsInMessage = 500;

    private static readonly ActivitySource Source = new("Workforce.Contract");

    /// <returns>How many contracts are reminded of. What arrives meanwhile, or is locked by others, is left to the next call.</returns>
    public async Task<int> SendAsync(DueReminders due, CancellationToken cancellation)
    {
        using var span = Source.StartActivity("send reminders")?.SetTag("workforce.city.id", due.City.Id)
            .SetTag("workforce.last_day", due.Day.LastDay.ToIso()).SetTag("workforce.reminder.step", due.Day.Step);
        var (sent, after) = (0, default(ChunkPosition));
        while (await SendChunkAsync(due, after, cancellation) is { } chunk)
        {
            sent += chunk.Count;
            if (chunk.Count == options.Value.ChunkSize)
                after = new ChunkPosition(chunk[^1].UnitId, chunk[^1].ContractId);
            // What was added behind the pass shows only to one from the beginning.
            else if (after != default)
                after = default;
            else
                break;
        }
        span?.SetTag("workforce.contracts", sent);
        return sent;
    }

    // Null when the day is locked by others, or another instance has completed it.
    private async Task<IReadOnlyList<EndingContract>?> SendChunkAsync(DueReminders due, ChunkPosition after, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        if (!await UnsweptDayStore.TryLockUnremindedAsync(work, due.Day, cancellation))
            return null;
        var size = options.Value.ChunkSize;
        var contracts = await ReminderStore.AddAsync(work, due, after, size, clock.GetUtcNow().UtcDateTime, cancellation);
        foreach (var message in contracts.Chunk(ContractsInMessage))
            work.Publish(
                // A contract is reminded of once by a day and a step, so the first one names the message among all of them.
                DerivedId.From("reminders-due", message[0].ContractId, due.Day.LastDay, due.Day.Step),
                new RemindersDue(due.City.Id, due.City.Name, due.Day.LastDay, due.Day.Step, due.Policy.AskAt, due.Policy.Language, message));
        // The lock keeps out who adds contracts: a pass from the beginning that has room to spare has met all of the day.
        if (after == default && contracts.Count < size)
            await UnsweptDayStore.MarkRemindedAsync(work, due.Day, due.ReceivedBefore, cancellation);
        work.AfterCommit(() => metrics.RemindersSent(contracts.Count, due.Day.Step));
        await work.CommitAsync(cancellation);
        return contracts;
    }
}
