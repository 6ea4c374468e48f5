using Dapper;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>Exactly one letter for each unit of which a well-formed contract was due whose worker does not go on, rated or not.</summary>
internal sealed class LetterCheck(RunningSystem system, Expectation expected, CycleRows cycles)
{
    public async Task JudgeAsync(Findings findings)
    {
        await using var notification = await system.DatabaseOfAsync("notification");
        await using var connection = await notification.OpenConnectionAsync();
        var letters = (await connection.QueryAsync<(Guid Cycle, Guid Unit)>("select cycle_id, unit_id from letter"))
            .Where(letter => !cycles.OfOthers.Contains(letter.Cycle)).ToList();
        var meant = expected.Due
            .Where(pair => !expected.Malformed.Contains(pair.Key) && !pair.Value.Continues)
            .Select(pair => (Cycle: cycles.Of(pair.Value.CityId)?.Id ?? Guid.Empty, Unit: pair.Value.UnitId))
            .ToHashSet();
        // To the head of a unit of which all were corrected afterwards a letter may have gone before.
        var corrected = expected.Corrections.Keys.Select(id => expected.Contracts[id])
            .Select(contract => (Cycle: cycles.Of(contract.CityId)?.Id ?? Guid.Empty, Unit: contract.UnitId)).ToHashSet();

        findings.Add(Ill.Lost, "letters", [.. meant.Except(letters)]);
        findings.Add(Ill.Doubled, "letters", [.. letters.GroupBy(letter => letter).SelectMany(same => same.Skip(1))]);
        findings.Add(Ill.Unexpected, "letters", [.. letters.Distinct().Where(letter => !meant.Contains(letter) && !corrected.Contains(letter))]);
    }
}
