using System.Globalization;
using Workforce.Faults.Plumbing;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>
/// The queues are empty, and the dead-letter queues hold exactly what was put in malformed, unreadable or unknown.
/// A crash between dead-lettering and its confirmation dead-letters a message twice, under one id: that is one.
/// </summary>
internal sealed class QueueCheck(RunningSystem system, Expectation expected)
{
    /// <returns>How many different messages are dead-lettered.</returns>
    public async Task<int> JudgeAsync(Findings findings)
    {
        var deadLetters = new List<DeadLetter>();
        foreach (var (queue, messages) in await ListAsync())
        {
            if (messages == 0)
                continue;
            if (!IsForDeadLetters(queue))
                findings.Add(Ill.Unfinished, $"messages in {queue}", messages);
            else
                deadLetters.AddRange(await DeadLetter.PeekAsync(system, queue));
        }
        var different = deadLetters.DistinctBy(message => (message.Queue, message.MessageId)).ToList();
        JudgeStrays(findings, [.. different.Where(message => message.Contracts.Count == 0)]);
        JudgeMalformed(findings, [.. different.Where(message => message.Contracts.Count > 0)]);
        return different.Count;
    }

    private void JudgeStrays(Findings findings, IReadOnlyList<DeadLetter> strays)
    {
        findings.Add(Ill.Unexpected, "dead letters",
            [.. strays.Where(stray => expected.Strays.GetValueOrDefault(stray.MessageId) != stray.Queue)]);
        var ids = strays.Select(stray => stray.MessageId).ToHashSet();
        findings.Add(Ill.Lost, "messages that had to be dead-lettered", [.. expected.Strays.Where(stray => !ids.Contains(stray.Key))]);
    }

    // Each subscriber dead-letters a malformed contract in a queue of its own.
    private void JudgeMalformed(Findings findings, IReadOnlyList<DeadLetter> messages)
    {
        var due = expected.Malformed.Where(id => expected.IsDue(expected.Contracts[id])).ToHashSet();
        foreach (var queue in Route.QueuesOf(Route.ContractsExpired).Select(queue => $"{queue}_error"))
        {
            var here = messages.Where(message => message.Queue == queue).ToList();
            var contracts = here.SelectMany(message => message.Contracts).ToList();
            findings.Add(Ill.Lost, $"malformed contracts in {queue}", [.. due.Except(contracts)]);
            findings.Add(Ill.Doubled, $"malformed contracts in {queue}", [.. contracts.GroupBy(id => id).SelectMany(same => same.Skip(1))]);
            findings.Add(Ill.Unexpected, $"batches dead-lettered in {queue}", [.. here.Where(message => !message.Contracts.All(due.Contains))]);
        }
    }

    private static bool IsForDeadLetters(string queue) =>
        queue.EndsWith("_error", StringComparison.Ordinal) || queue.EndsWith("_skipped", StringComparison.Ordinal)
        || queue.EndsWith("_dead", StringComparison.Ordinal);

    // Ready and in flight.
    private async Task<IEnumerable<(string Queue, int Messages)>> ListAsync()
    {
        var listed = await BrokerControl.RunAsync(system, "--quiet", "list_queues", "name", "messages", "--no-table-headers");
        return listed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Select(columns => (columns[0], int.Parse(columns[1], CultureInfo.InvariantCulture)));
    }
}
