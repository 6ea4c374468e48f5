using Dapper;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>What Contract has counted by the reports of Evaluation and Notification is what their tables hold.</summary>
internal sealed class SumCheck(RunningSystem system, CycleRows cycles)
{
    public async Task JudgeAsync(Findings findings, IReadOnlyList<OutcomeRow> requests, IReadOnlyList<OutcomeRow> notices)
    {
        await using var contract = await system.DatabaseOfAsync("contract");
        await using var connection = await contract.OpenConnectionAsync();
        var sums = (await connection.QueryAsync<(Guid Cycle, int Requested, int Notified)>(
            """
            select cycle_id, coalesce(sum(report.contracts) filter (where step = 1), 0)::int, coalesce(sum(report.contracts) filter (where step = 2), 0)::int
            from batch_report report join expiry_batch using (batch_id) group by cycle_id
            """)).ToDictionary(row => row.Cycle);

        Compare("counted requests", requests, cycle => sums.GetValueOrDefault(cycle).Requested);
        Compare("counted notices", notices, cycle => sums.GetValueOrDefault(cycle).Notified);

        void Compare(string what, IReadOnlyList<OutcomeRow> rows, Func<Guid, int> counted)
        {
            var inTable = rows.GroupBy(row => row.CycleId).ToDictionary(cycle => cycle.Key, cycle => cycle.Sum(row => row.Counted));
            var differences = cycles.All.Select(cycle => counted(cycle.Id) - inTable.GetValueOrDefault(cycle.Id)).ToList();
            findings.Add(Ill.Doubled, $"{what} more than there are", differences.Where(difference => difference > 0).Sum());
            findings.Add(Ill.Lost, $"{what} fewer than there are", -differences.Where(difference => difference < 0).Sum());
        }
    }
}
