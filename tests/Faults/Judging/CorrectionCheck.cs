using Dapper;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>
/// Each correction that was made is in the register, in its history once, and in Contract where that has a part in it; nothing else of the
/// contract or its worker is changed, and notices have the name that is right or was.
/// </summary>
internal sealed class CorrectionCheck(RunningSystem system, Expectation expected)
{
    private readonly Guid[] _ids = [.. expected.Corrections.Keys];

    public async Task JudgeAsync(Findings findings)
    {
        if (_ids.Length == 0)
            return;
        var registered = (await ReadAsync<RegisteredRow>("registry",
            """
            select period.id as ContractId, period.worker_id as WorkerId, unit_id as UnitId, first_day as FirstDay, last_day as LastDay, position as Position,
                monthly_wage as Wage, withdrawn_at is not null as IsWithdrawn, period.revision as Revision, name as Name, nik as Nik
            from contract_period period join worker on worker.id = period.worker_id where period.id = any(@ids)
            """)).ToDictionary(row => row.ContractId);
        var corrections = expected.Corrections.Values.ToList();

        findings.Add(Ill.Lost, "corrections that the register lacks", Which(correction => !IsMade(correction, registered.GetValueOrDefault(correction.ContractId))));
        findings.Add(Ill.Wrong, "corrected contracts of which the register has other terms",
            Which(correction => registered.GetValueOrDefault(correction.ContractId) is { } row && IsMade(correction, row) && !IsElseAsItWas(correction, row)));
        await JudgeHistoryAsync(findings);
        await JudgeContractAsync(findings, registered);
        await JudgeNamesAsync(findings);

        Guid[] Which(Func<ExpectedCorrection, bool> isMeant) => [.. corrections.Where(isMeant).Select(correction => correction.ContractId)];
    }

    private static bool IsMade(ExpectedCorrection correction, RegisteredRow? row) => row is not null && correction.Kind switch
    {
        CorrectionKind.LastDay => row.LastDay == ExpectedCorrection.LastDay,
        CorrectionKind.Withdrawal => row.IsWithdrawn,
        CorrectionKind.Unit => row.UnitId == correction.After.UnitId,
        CorrectionKind.Position => row.Position == ExpectedCorrection.Position,
        CorrectionKind.Wage => row.Wage == ExpectedCorrection.Wage,
        CorrectionKind.FirstDay => row.FirstDay == ExpectedCorrection.FirstDay,
        CorrectionKind.Name => row.Name == ExpectedCorrection.Name,
        CorrectionKind.Nik => row.Nik == correction.Nik,
        _ => throw new ArgumentOutOfRangeException(nameof(correction), correction.Kind, "is not judged"),
    };

    private static bool IsElseAsItWas(ExpectedCorrection correction, RegisteredRow row) =>
        row.WorkerId == correction.After.WorkerId
        && row.UnitId == correction.After.UnitId
        && (correction.Kind is CorrectionKind.LastDay || row.LastDay == Government.LastDay)
        && (correction.Kind is CorrectionKind.FirstDay || row.FirstDay == Government.FirstDay)
        && (correction.Kind is CorrectionKind.Position || row.Position == RegistryRows.Position)
        && (correction.Kind is CorrectionKind.Wage || row.Wage is null)
        && (correction.Kind is CorrectionKind.Withdrawal || !row.IsWithdrawn)
        && (correction.Kind is CorrectionKind.Name || row.Name.StartsWith(Person.NameBegins, StringComparison.Ordinal));

    // Whatever was called how often: what was corrected already is none.
    private async Task JudgeHistoryAsync(Findings findings)
    {
        var meant = expected.Corrections.Values.Select(correction => (correction.After.WorkerId, Field: FieldOf(correction.Kind))).ToHashSet();
        var found = (await ReadAsync<(Guid Worker, short Field)>("registry",
            "select correction.worker_id, field from correction join contract_period period on period.worker_id = correction.worker_id where period.id = any(@ids)")).ToList();
        findings.Add(Ill.Lost, "entries of the history of corrections", [.. meant.Except(found)]);
        findings.Add(Ill.Doubled, "entries of the history of corrections", [.. found.GroupBy(one => one).SelectMany(same => same.Skip(1))]);
        findings.Add(Ill.Unexpected, "entries of the history of corrections", [.. found.Distinct().Where(one => !meant.Contains(one))]);
    }

    private async Task JudgeContractAsync(Findings findings, Dictionary<Guid, RegisteredRow> registered)
    {
        var stored = (await ReadAsync<ContractRow>("contract",
            """
            select contract_id as ContractId, worker_id as WorkerId, unit_id as UnitId, first_day as FirstDay, last_day as LastDay, position as Position, revision as Revision
            from contract where contract_id = any(@ids)
            """)).ToDictionary(row => row.ContractId);
        var withdrawn = (await ReadAsync<Guid>("contract", "select contract_id from withdrawn_contract where contract_id = any(@ids)")).ToHashSet();
        var (behind, other) = (new List<Guid>(), new List<Guid>());
        foreach (var (id, correction) in expected.Corrections)
        {
            if (registered.GetValueOrDefault(id) is not { } row)
                continue;
            if (correction.Kind is CorrectionKind.Withdrawal ? !withdrawn.Contains(id) : stored.GetValueOrDefault(id) is not { } mine || mine.Revision < row.Revision)
                behind.Add(id);
            else if (correction.Kind is not CorrectionKind.Withdrawal && !stored[id].Says(row, correction.IsOfContract))
                other.Add(id);
        }
        findings.Add(Ill.Lost, "corrections that Contract lacks", behind);
        findings.Add(Ill.Wrong, "corrected contracts of which Contract has other terms", other);
        findings.Add(Ill.Unexpected, "withdrawn contracts of Contract",
            [.. withdrawn.Where(id => expected.Corrections[id].Kind is not CorrectionKind.Withdrawal)]);
    }

    // Whether a notice was issued before its worker's name was corrected, or afterwards, is the machine's timing.
    private async Task JudgeNamesAsync(Findings findings)
    {
        var notices = await ReadAsync<(Guid Contract, string? Name)>("notification", "select contract_id, recipient from notice where contract_id = any(@ids) and recipient_kind = 1");
        findings.Add(Ill.Wrong, "notices by a name that their worker never had",
            [.. notices.Where(notice => !IsNameOf(expected.Corrections[notice.Contract], notice.Name)).Select(notice => notice.Contract)]);
    }

    private static bool IsNameOf(ExpectedCorrection correction, string? name) =>
        name?.StartsWith(Person.NameBegins, StringComparison.Ordinal) is true || (correction.Kind is CorrectionKind.Name && name == ExpectedCorrection.Name);

    // The numbers are Registry's: of CorrectedField.
    private static short FieldOf(CorrectionKind kind) => kind switch
    {
        CorrectionKind.FirstDay => 1,
        CorrectionKind.LastDay => 2,
        CorrectionKind.Unit => 3,
        CorrectionKind.Position => 4,
        CorrectionKind.Wage => 5,
        CorrectionKind.Withdrawal => 6,
        CorrectionKind.Name => 7,
        CorrectionKind.Nik => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "is not judged"),
    };

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string service, string sql)
    {
        await using var source = await system.DatabaseOfAsync(service);
        await using var connection = await source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, new { ids = _ids }, commandTimeout: 0))];
    }

    private sealed record RegisteredRow(
        Guid ContractId, Guid WorkerId, Guid UnitId, DateOnly FirstDay, DateOnly LastDay, string Position, long? Wage, bool IsWithdrawn, int Revision, string Name, string Nik);

    private sealed record ContractRow(Guid ContractId, Guid WorkerId, Guid UnitId, DateOnly FirstDay, DateOnly LastDay, string? Position, int Revision)
    {
        // What no correction has published has no position in Contract.
        public bool Says(RegisteredRow row, bool isPublished) =>
            (WorkerId, UnitId, FirstDay, LastDay, Revision) == (row.WorkerId, row.UnitId, row.FirstDay, row.LastDay, row.Revision)
            && Position == (isPublished ? row.Position : null);
    }
}
