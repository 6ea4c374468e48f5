using Microsoft.Extensions.Options;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.Contract.Decisions.Sheets;
using Workforce.Contract.Records;
using Workforce.Contract.Separations;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Contract.Decisions;

/// <summary>What has become of a sheet of proposals.</summary>
/// <param name="Others">Of those who are not in the sheet.</param>
public sealed record ProposalFileResult(SheetResult Sheet, Guid? ProposalId, int Proposed, IReadOnlyList<RefusedDecision> Others);

/// <summary>
/// Proposes decisions by a sheet, and perhaps all others as they are recommended, as one proposal. A row that cannot be proposed is rejected with
/// a finding, and nothing is proposed of its contract; where it does not say of which contract it is, the others are not proposed either.
/// </summary>
public sealed class ProposeByFile(
    FindContractsByNik findContractsByNik, CycleStore cycles, DecisionStore decisions, ProposeDecisions proposeDecisions, ContractMetrics metrics, AccessLog accesses,
    IOptions<SheetOptions> options) : IDisposable
{
    private const int NiksOfCall = 1_000;

    // Each has its rows in memory, and its file on disk.
    private readonly SemaphoreSlim _files = new(options.Value.ConcurrentSheets);

    /// <param name="content">Read forward once.</param>
    /// <exception cref="NotFoundException">No such cycle in the city.</exception>
    /// <exception cref="InvalidInputException">The file as a whole cannot be read, or lacks a column; nothing is proposed.</exception>
    /// <exception cref="ExhaustedException">There is no room to keep a workbook while it is read.</exception>
    /// <exception cref="NotReadyException">The request's id was another call's.</exception>
    public async Task<ProposalFileResult> ProposeAsync(SheetFile file, Stream content, AllowedCall call, CancellationToken cancellation)
    {
        await _files.WaitAsync(cancellation);
        try
        {
            return await ProposeInTurnAsync(file, content, call, cancellation);
        }
        finally
        {
            _files.Release();
        }
    }

    void IDisposable.Dispose() => _files.Dispose();

    private async Task<ProposalFileResult> ProposeInTurnAsync(SheetFile file, Stream content, AllowedCall call, CancellationToken cancellation)
    {
        var result = new SheetResult();
        var read = await ReadAsync(file, content, result, cancellation);
        var cycle = await cycles.FindAsync(file.CycleId, call.Reach, cancellation) is { } found && found.CityId == file.CityId
            ? found
            : throw new NotFoundException("cycle", $"{file.CycleId}", "or it is another city's");
        var (matched, unmatched) = await MatchAsync(cycle, read.Rows, cancellation);
        // Of a row without a contract the worker would be decided as all others are.
        var isUnsure = read.BrokenOff is not null || (file.AsRecommended && unmatched.Count + read.Findings.Count > 0);
        var outcome = isUnsure
            ? new ProposalOutcome(null, 0, [])
            : await proposeDecisions.ProposeAsync(
                new NewProposal(cycle.Id, [.. matched.Select(row => new NewDecision(row.ContractId, row.Row.Terms))], file.AsRecommended, UnitId: null), file.RequestId, call, cancellation);
        if (isUnsure && read.BrokenOff is null)
            result.AddOfFile(SheetFinding.Warning(1, "", "nothing is proposed, for a row that is rejected may be of a worker who would be proposed as recommended: make these rows right and hand the sheet in again"));

        var refusals = outcome.Refusals.ToDictionary(refused => refused.ContractId, refused => refused.Refusal);
        var ofRows = matched.Where(row => refusals.ContainsKey(row.ContractId)).ToList();
        result.Add(
            read.RowsRead, isUnsure ? 0 : matched.Count - ofRows.Count, 0, [.. read.Findings, .. unmatched, .. ofRows.Select(row => FindingOf(row.Row, refusals[row.ContractId]))],
            read.BrokenOff);
        metrics.DecisionsRefused(RecordRule.Cell, read.Findings.Count + unmatched.Count);
        await accesses.WriteAsync(call, new Accessed(file.CityId, [.. matched.Select(row => row.WorkerId).Distinct()], $"proposals by file {ShownText.MaskWithin(file.Name)}"));
        var named = matched.Select(row => row.ContractId).ToHashSet();
        return new ProposalFileResult(result, outcome.ProposalId, outcome.Proposed, [.. outcome.Refusals.Where(refused => !named.Contains(refused.ContractId))]);
    }

    private async Task<SheetChunk<SheetRow>> ReadAsync(SheetFile file, Stream content, SheetResult result, CancellationToken cancellation)
    {
        const int fewestColumns = 2;
        await using var records = await FileRefusals.OfAsync(
            file.Sheet, () => TableFile.OpenAsync(content, file.Sheet, fewestColumns, options.Value.Limits(), cancellation));
        var header = await FileRefusals.OfAsync(file.Sheet, () => SheetColumns.All.ReadHeaderAsync(records, cancellation));
        records.Columns = header.InTable;
        result.AddUnknown(header.Row, header.Unknown, "a sheet of proposals");
        var whole = new SheetChunk<SheetRow>(0, [], [], BrokenOff: null);
        await foreach (var chunk in SheetReading.ReadAsync(records, new SheetReader(header, records.DayZero).Read, cancellation))
            whole = new(whole.RowsRead + chunk.RowsRead, [.. whole.Rows, .. chunk.Rows], [.. whole.Findings, .. chunk.Findings], chunk.BrokenOff);
        result.AddRemarks(header.Row, records);
        return whole;
    }

    private async Task<(List<Matched> Rows, List<SheetFinding> Unmatched)> MatchAsync(Cycle cycle, IReadOnlyList<SheetRow> rows, CancellationToken cancellation)
    {
        var (matched, unmatched) = (new List<Matched>(), new List<SheetFinding>());
        foreach (var some in rows.Chunk(NiksOfCall))
        {
            var contractsOf = await findContractsByNik(cycle.CityId, [.. some.Select(row => row.Nik).Distinct()], cancellation);
            var entries = await decisions.ListEntriesAsync(cycle, [.. contractsOf.SelectMany(worker => worker).Distinct()], cancellation);
            foreach (var row in some)
            {
                List<DecidedEntry> found = [.. contractsOf[row.Nik].Where(id => row.ContractId is null || id == row.ContractId).Select(entries.GetValueOrDefault).OfType<DecidedEntry>()];
                if (found is [var entry])
                    matched.Add(new Matched(row, entry.ContractId, entry.WorkerId));
                else if (found.Count > 1)
                    unmatched.Add(SheetColumn.Nik.Rejected(row.Row, row.Nik, $"has {found.Count} contracts on the cycle's list; {SheetColumn.ContractId.Title()} is to say which"));
                else if (row.ContractId is { } id)
                    unmatched.Add(SheetColumn.ContractId.Rejected(row.Row, $"{id}", "is no contract of this worker on the cycle's list"));
                else
                    unmatched.Add(SheetColumn.Nik.Rejected(row.Row, row.Nik, "has no contract on the cycle's list"));
            }
        }
        return (matched, unmatched);
    }

    // The row has the NIK, and perhaps no id of a contract.
    private static SheetFinding FindingOf(SheetRow row, Refusal refusal)
    {
        var column = SheetRow.ColumnOf(refusal.Field);
        return column.Rejected(row.Row, column is SheetColumn.Nik ? row.Nik : refusal.Value ?? "", $"{refusal.Reason}; {refusal.WhatToDo}");
    }

    private sealed record Matched(SheetRow Row, Guid ContractId, Guid WorkerId);
}
