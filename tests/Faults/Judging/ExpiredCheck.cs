using Dapper;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>Each contract that was due has expired in its city's one cycle, and no other has.</summary>
internal sealed class ExpiredCheck(RunningSystem system, Expectation expected, CycleRows cycles)
{
    public async Task JudgeAsync(Findings findings)
    {
        await using var contract = await system.DatabaseOfAsync("contract");
        await using var connection = await contract.OpenConnectionAsync();
        var rows = (await connection.QueryAsync<(Guid Id, Guid? Cycle)>(
            new CommandDefinition("select contract_id, cycle_id from contract", commandTimeout: 0))).ToDictionary(row => row.Id, row => row.Cycle);

        findings.Add(Ill.Lost, "contracts that are gone", [.. expected.Contracts.Keys.Where(id => !rows.ContainsKey(id) && !IsWithdrawn(id))]);
        findings.Add(Ill.Unexpected, "contracts that are there though withdrawn", [.. rows.Keys.Where(IsWithdrawn)]);
        findings.Add(Ill.Unexpected, "contracts that have expired though corrected",
            [.. expected.Corrections.Values.Where(correction => correction.Kind is CorrectionKind.LastDay && rows.GetValueOrDefault(correction.ContractId) is not null).Select(correction => correction.ContractId)]);
        findings.Add(Ill.Lost, "due contracts that have not expired", [.. DueOnes().Where(id => rows.GetValueOrDefault(id) is null)]);
        findings.Add(Ill.Wrong, "contracts that expired in another cycle than their city's",
            [.. DueOnes().Where(id => rows.GetValueOrDefault(id) is { } cycle && cycle != cycles.Of(expected.Contracts[id].CityId)?.Id)]);
        findings.Add(Ill.Unexpected, "contracts that expired and were not due",
            [.. expected.Contracts.Where(pair => !expected.IsDue(pair.Value) && rows.GetValueOrDefault(pair.Key) is not null).Select(pair => pair.Key)]);
        findings.Add(Ill.Lost, "next contracts that are gone", [.. expected.NextContracts.Where(id => !rows.ContainsKey(id))]);
        findings.Add(Ill.Unexpected, "next contracts that expired", [.. expected.NextContracts.Where(id => rows.GetValueOrDefault(id) is not null)]);
        findings.Add(Ill.Doubled, "cycles of one city", [.. cycles.ByCity.SelectMany(city => city.Skip(1)).Select(cycle => cycle.Id)]);
    }

    private IEnumerable<Guid> DueOnes() => expected.Due.Select(pair => pair.Key);

    private bool IsWithdrawn(Guid id) => expected.Corrections.GetValueOrDefault(id) is { Kind: CorrectionKind.Withdrawal };
}
