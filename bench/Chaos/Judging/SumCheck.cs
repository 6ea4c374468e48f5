using Dapper;
using Workforce.Bench.Systems;

namespace Workforce.Bench.Chaos.Judging;

/// <summary>What Contract has counted by the reports of the others is what lies in their tables.</summary>
internal sealed class SumCheck(RunningSystem system, CycleRows cycles)
{
    public async Task JudgeAsync(Findings findings, IReadOnlyList<ToldRow> requests, IReadOnlyList<ToldRow> notices)
    {
        await using var contract = await system.DatabaseOfAsync("contract");
        await using var connection = await contract.OpenConnectionAsync();
        var sums = (await connection.QueryAsync<(Guid Cycle, int Requested, int Told)>(
            "select cycle_id, sum(requested)::int, sum(told)::int from expiry_batch group by cycle_id")).ToDictionary(row => row.Cycle);

        Compare("counted requests", requests, cycle => sums.GetValueOrDefault(cycle).Requested);
        Compare("counted notices", notices, cycle => sums.GetValueOrDefault(cycle).Told);

        void Compare(string what, IReadOnlyList<ToldRow> rows, Func<Guid, int> counted)
        {
            var inTable = rows.CountBy(row => row.CycleId).ToDictionary();
            var differences = cycles.All.Select(cycle => counted(cycle.Id) - inTable.GetValueOrDefault(cycle.Id)).ToList();
            findings.Add(Ill.Doubled, $"{what} more than there are", differences.Where(difference => difference > 0).Sum());
            findings.Add(Ill.Lost, $"{what} fewer than there are", -differences.Where(difference => difference < 0).Sum());
        }
    }
}
