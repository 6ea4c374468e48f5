using Dapper;
using Workforce.Bench.Systems;

namespace Workforce.Bench.Chaos.Judging;

/// <summary>Nothing that was announced waits to be sent.</summary>
internal sealed class OutboxCheck(RunningSystem system)
{
    public async Task JudgeAsync(Findings findings)
    {
        foreach (var service in RunningSystem.Services)
        {
            await using var source = await system.DatabaseOfAsync(service);
            await using var connection = await source.OpenConnectionAsync();
            findings.Add(Ill.Unfinished, $"messages in {service}'s outbox",
                await connection.ExecuteScalarAsync<int>("select count(*) from outbox where sent_at is null"));
        }
    }
}
