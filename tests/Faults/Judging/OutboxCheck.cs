using Dapper;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>Every event of the outbox is published.</summary>
internal sealed class OutboxCheck(RunningSystem system)
{
    public async Task JudgeAsync(Findings findings)
    {
        foreach (var service in RunningSystem.Services)
        {
            await using var source = await system.DatabaseOfAsync(service);
            await using var connection = await source.OpenConnectionAsync();
            findings.Add(Ill.Unfinished, $"messages in {service}'s outbox",
                await connection.ExecuteScalarAsync<int>("select count(*) from outbox where published_at is null"));
        }
    }
}
