using Workforce.Registry.Contracts;
using Workforce.Registry.Import;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Corrections;

/// <summary>What a chunk of a file of corrections corrects.</summary>
/// <param name="Contracts">As corrected.</param>
/// <param name="Identities">The rows that correct a worker, one of each.</param>
public sealed record CorrectedChunk(
    CorrectionTally Tally, IReadOnlyList<ContractOnRecord> Contracts, IReadOnlyList<CorrectedRow> Identities, IReadOnlyList<NewCorrection> Corrections,
    IReadOnlyList<Finding> Findings)
{
    /// <summary>As corrected.</summary>
    public IReadOnlyList<WorkerIdentity> Workers => [.. Identities.Select(row => row.Identity)];

    /// <summary>Workers of whom, or of whose contracts, it corrects something.</summary>
    public IReadOnlyList<Guid> WorkerIds => [.. Corrections.Select(correction => correction.WorkerId).Distinct()];

    /// <param name="contracts">The city's contracts that the rows name, by their ids.</param>
    /// <param name="workers">Theirs, by their ids.</param>
    /// <param name="standing">All contracts of these workers, of whatever city.</param>
    /// <param name="former">What was corrected of them.</param>
    /// <param name="niksInUse">Those of the rows' NIKs that a worker has.</param>
    public static CorrectedChunk Of(
        RunningCorrection run, ImportChunk chunk, IReadOnlyDictionary<Guid, ContractOnRecord> contracts, IReadOnlyDictionary<Guid, WorkerToCorrect> workers,
        IReadOnlyList<StandingContract> standing, FormerValues former, IReadOnlyCollection<string> niksInUse)
    {
        var findings = new List<Finding>(chunk.Findings);
        var rows = new List<CorrectedRow>();
        foreach (var row in chunk.Rows)
        {
            if (FaultOf(run, row, contracts) is { } fault)
            {
                findings.Add(fault);
                continue;
            }
            var contract = contracts[row.Correction!.ContractId];
            rows.Add(CorrectedRow.Of(run, row, contract, workers[contract.WorkerId], former));
        }
        Leave(rows, row => row.Fault(!run.File.IsPreview && run.Workers.ContainsKey(row.Worker.Id)), findings);
        Leave(rows, RoomCheck.FaultsOf(rows, standing).GetValueOrDefault, findings);
        Leave(rows, new IdentityCheck(niksInUse, run.Workers).FaultOf, findings);
        // Once more without those that are left out now: one that stays as it was may be on the days that another was given.
        Leave(rows, RoomCheck.FaultsOf(rows, standing).GetValueOrDefault, findings);
        findings.AddRange(rows.SelectMany(row => row.Warnings));
        return Of(chunk, rows, [.. findings.OrderBy(finding => finding.Row)]);
    }

    private static CorrectedChunk Of(ImportChunk chunk, List<CorrectedRow> rows, IReadOnlyList<Finding> findings)
    {
        // Another row of a worker may say the same of him.
        var identities = rows.Where(row => row.WorkerChanges.Count > 0).DistinctBy(row => row.Worker.Id).ToList();
        var corrected = rows.Where(row => row.ContractChanges.Count > 0).ToList();
        var changed = rows.Count(row => row.ContractChanges.Count + row.WorkerChanges.Count > 0);
        return new CorrectedChunk(
            new CorrectionTally(
                chunk.RowsRead, changed, rows.Count - changed, chunk.RowsRead - rows.Count, findings.Count(finding => finding.Severity is Severity.Warning)),
            [.. corrected.Select(row => row.Right)],
            identities,
            [
                .. corrected.SelectMany(row => NewCorrection.OfContract(row.Contract, row.ContractChanges, row.Basis)),
                .. identities.SelectMany(row => NewCorrection.OfWorker(row.Worker.Id, row.WorkerChanges, row.Basis)),
            ],
            findings);
    }

    private static void Leave(List<CorrectedRow> rows, Func<CorrectedRow, Finding?> faultOf, List<Finding> findings) => rows.RemoveAll(row =>
    {
        if (faultOf(row) is not { } fault)
            return false;
        findings.Add(fault);
        return true;
    });

    private static Finding? FaultOf(RunningCorrection run, RegisterRow row, IReadOnlyDictionary<Guid, ContractOnRecord> contracts)
    {
        var id = row.Correction!.ContractId;
        if (!contracts.ContainsKey(id))
            return Finding.Rejected(row.Row, Column.ContractId, $"{id}", "is no contract of the city");
        return run.Rows.TryAdd(id, row.Row) ? null : Finding.Rejected(row.Row, Column.ContractId, $"{id}", $"is that of row {run.Rows[id]} too");
    }
}
