using Dapper;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>What Contract took back is taken back everywhere, and every worker who was told of an expiry that is taken back is told that, once.</summary>
internal sealed class ReturnedCheck(RunningSystem system)
{
    public async Task JudgeAsync(Findings findings)
    {
        const string Returned = "select contract_id, expiry::int from returned_contract";
        var takenBack = (await ReadAsync("contract", Returned)).ToHashSet();
        foreach (var service in (string[])["evaluation", "notification"])
        {
            var known = await ReadAsync(service, Returned);
            findings.Add(Ill.Lost, $"expiries that {service} has not taken back", [.. takenBack.Except(known)]);
            findings.Add(Ill.Unexpected, $"expiries that {service} has taken back", [.. known.Except(takenBack)]);
        }
        var told = (await ReadAsync("notification", "select contract_id, expiry::int from notice where kind in (1, 2)")).Where(takenBack.Contains).ToList();
        var retracted = await ReadAsync("notification", "select contract_id, expiry::int from notice where kind = 3");
        findings.Add(Ill.Lost, "notices that take another back", [.. told.Except(retracted)]);
        findings.Add(Ill.Unexpected, "notices that take another back", [.. retracted.Except(told)]);
        findings.Add(Ill.Doubled, "notices that take another back", [.. retracted.GroupBy(one => one).SelectMany(same => same.Skip(1))]);
    }

    private async Task<IReadOnlyList<(Guid ContractId, int Expiry)>> ReadAsync(string service, string sql)
    {
        await using var source = await system.DatabaseOfAsync(service);
        await using var connection = await source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<(Guid, int)>(new CommandDefinition(sql, commandTimeout: 0))];
    }
}
