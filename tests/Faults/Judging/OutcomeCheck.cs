namespace Workforce.Faults.Judging;

/// <summary>Exactly one row for each well-formed contract that was due and that demands one, and it says what it must.</summary>
internal sealed class OutcomeCheck(Expectation expected, CycleRows cycles, Findings findings)
{
    /// <param name="isDemanded">Whether a due contract has such a row at all.</param>
    public void Judge(string rows, IReadOnlyCollection<OutcomeRow> found, Func<ExpectedContract, bool> isDemanded)
    {
        var standing = found.Where(row => !row.IsTakenBack).ToList();
        var byContract = standing.ToLookup(row => row.ContractId);
        var meant = expected.Due
            .Where(pair => !expected.Malformed.Contains(pair.Key) && isDemanded(pair.Value))
            .ToDictionary(pair => pair.Key, pair => pair.Value);

        findings.Add(Ill.Lost, rows, [.. meant.Keys.Where(id => !byContract.Contains(id))]);
        findings.Add(Ill.Doubled, rows, [.. byContract.SelectMany(same => same.Skip(1)).Select(row => row.ContractId)]);
        findings.Add(Ill.Unexpected, rows, [.. byContract.Select(same => same.Key).Where(id => !meant.ContainsKey(id))]);
        findings.Add(Ill.Wrong, rows, [.. standing
            .Where(row => meant.TryGetValue(row.ContractId, out var contract) && !Says(row, contract))
            .Select(row => row.ContractId)]);
    }

    // A notice says what was so when it was issued, and heads rate meanwhile; a request is satisfied in the end, whichever came first.
    private bool IsRatedRight(OutcomeRow row)
    {
        var isInNight = expected.RatedInNight.ContainsKey(row.ContractId);
        return row.IsRated is not { } isRated || (isInNight && row.HeadId is null) || isRated == (isInNight || expected.Rated.Contains(row.ContractId));
    }

    private bool Says(OutcomeRow row, ExpectedContract contract)
    {
        var cycle = cycles.Of(contract.CityId);
        return row.WorkerId == contract.WorkerId
            && row.UnitId == contract.UnitId
            && row.CycleId == cycle?.Id
            && (row.HeadId ?? contract.HeadId) == contract.HeadId
            && (row.DueDay ?? cycle.DueDay) == cycle.DueDay
            && (row.KeepsWorking ?? contract.KeepsWorking) == contract.KeepsWorking
            && IsRatedRight(row)
            && (row.Continues ?? contract.Continues) == contract.Continues;
    }
}
