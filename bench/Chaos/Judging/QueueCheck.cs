using System.Globalization;
using Workforce.Bench.Chaos.Plumbing;
using Workforce.Bench.Systems;

namespace Workforce.Bench.Chaos.Judging;

/// <summary>
/// The queues are empty, and in those for what cannot be handled lies exactly what was put in malformed, unreadable or unknown.
/// A crash between parking and its confirmation parks a message twice, under one id: that is one.
/// </summary>
internal sealed class QueueCheck(RunningSystem system, Expectation expected)
{
    /// <returns>How many different messages are parked.</returns>
    public async Task<int> JudgeAsync(Findings findings)
    {
        var parked = new List<ParkedMessage>();
        foreach (var (queue, messages) in await ListAsync())
        {
            if (messages == 0)
                continue;
            if (!IsForParked(queue))
                findings.Add(Ill.Unfinished, $"messages in {queue}", messages);
            else
                parked.AddRange(await ParkedMessage.PeekAsync(system, queue));
        }
        var different = parked.DistinctBy(message => (message.Queue, message.MessageId)).ToList();
        JudgeStrays(findings, [.. different.Where(message => message.Contracts.Count == 0)]);
        JudgeMalformed(findings, [.. different.Where(message => message.Contracts.Count > 0)]);
        return different.Count;
    }

    private void JudgeStrays(Findings findings, IReadOnlyList<ParkedMessage> strays)
    {
        findings.Add(Ill.Unexpected, "parked messages",
            [.. strays.Where(stray => expected.Strays.GetValueOrDefault(stray.MessageId) != stray.Queue)]);
        var ids = strays.Select(stray => stray.MessageId).ToHashSet();
        findings.Add(Ill.Lost, "messages that had to be parked", [.. expected.Strays.Where(stray => !ids.Contains(stray.Key))]);
    }

    // Both who heard of a malformed contract park what they heard, each for itself.
    private void JudgeMalformed(Findings findings, IReadOnlyList<ParkedMessage> messages)
    {
        var due = expected.Malformed.Where(id => expected.IsDue(expected.Contracts[id])).ToHashSet();
        foreach (var queue in Route.QueuesOf(Route.ContractsExpired).Select(queue => $"{queue}_error"))
        {
            var here = messages.Where(message => message.Queue == queue).ToList();
            var contracts = here.SelectMany(message => message.Contracts).ToList();
            findings.Add(Ill.Lost, $"malformed contracts in {queue}", [.. due.Except(contracts)]);
            findings.Add(Ill.Doubled, $"malformed contracts in {queue}", [.. contracts.GroupBy(id => id).SelectMany(same => same.Skip(1))]);
            findings.Add(Ill.Unexpected, $"batches parked in {queue}", [.. here.Where(message => !message.Contracts.All(due.Contains))]);
        }
    }

    private static bool IsForParked(string queue) =>
        queue.EndsWith("_error", StringComparison.Ordinal) || queue.EndsWith("_skipped", StringComparison.Ordinal)
        || queue.EndsWith("_dead", StringComparison.Ordinal);

    // Ready and in somebody's hand.
    private async Task<IEnumerable<(string Queue, int Messages)>> ListAsync()
    {
        var listed = await BrokerControl.RunAsync(system, "--quiet", "list_queues", "name", "messages", "--no-table-headers");
        return listed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Select(columns => (columns[0], int.Parse(columns[1], CultureInfo.InvariantCulture)));
    }
}
