using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Workforce.Contract.Contracts;
using Workforce.Contract.Records;
using Workforce.Contract.Separations.Sheets;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Contract.Separations;

/// <summary>
/// Records separations of a city by a sheet: each row is recorded, or rejected with a finding. A chunk is one transaction, and stays whatever
/// becomes of the next; the same sheet again changes nothing.
/// </summary>
public sealed class RecordSeparationsByFile(
    FindContractsByNik findContractsByNik, ContractStore contracts, SeparationRecorder recorder, ContractMetrics metrics, AccessLog accesses, IOptions<SheetOptions> options)
    : IDisposable
{
    // Each has a chunk and perhaps a workbook's texts in memory, and its file on disk.
    private readonly SemaphoreSlim _files = new(options.Value.ConcurrentSheets);

    /// <param name="content">Read forward once.</param>
    /// <exception cref="NotFoundException">No such city.</exception>
    /// <exception cref="InvalidInputException">The file as a whole cannot be read, or lacks a column; nothing is recorded.</exception>
    /// <exception cref="ExhaustedException">There is no room to keep a workbook while it is read.</exception>
    public async Task<SheetResult> RecordAsync(SheetFile file, Stream content, AllowedCall call, CancellationToken cancellation)
    {
        await _files.WaitAsync(cancellation);
        try
        {
            return await RecordInTurnAsync(file, content, call, cancellation);
        }
        finally
        {
            _files.Release();
        }
    }

    void IDisposable.Dispose() => _files.Dispose();

    private async Task<SheetResult> RecordInTurnAsync(SheetFile file, Stream content, AllowedCall call, CancellationToken cancellation)
    {
        const int fewestColumns = 3;
        await using var records = await FileRefusals.OfAsync(
            file.Sheet, () => TableFile.OpenAsync(content, file.Sheet, fewestColumns, options.Value.Limits(), cancellation));
        var header = await FileRefusals.OfAsync(file.Sheet, () => SheetColumns.All.ReadHeaderAsync(records, cancellation));
        records.Columns = header.InTable;

        // Also of a sheet of which nothing is recorded the findings are answered.
        await LogAsync(file, [], call);
        var recorded = new SheetResult();
        recorded.AddUnknown(header.Row, header.Unknown, "a sheet of separations");
        var rows = SheetReading.ReadAsync(records, new SheetReader(header, records.DayZero).Read, cancellation);
        await foreach (var chunk in MatchAsync(rows, file, call, cancellation).ReadAheadAsync(cancellation))
            await RecordAsync(recorded, chunk, file, call, cancellation);
        recorded.AddRemarks(header.Row, records);
        return recorded;
    }

    private async IAsyncEnumerable<Matched> MatchAsync(
        IAsyncEnumerable<SheetChunk<SheetRow>> chunks, SheetFile file, AllowedCall call, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var chunk in chunks.WithCancellation(cancellation))
        {
            string[] niks = [.. chunk.Rows.Select(row => row.Nik).Distinct()];
            if (niks.Length == 0)
            {
                yield return new Matched(chunk, [], []);
                continue;
            }
            var contractsOf = await findContractsByNik(file.CityId, niks, cancellation);
            Guid[] ids = [.. contractsOf.SelectMany(worker => worker).Distinct()];
            yield return Match(chunk, contractsOf, await contracts.ListTermsAsync(file.CityId, ids, call.Reach, cancellation));
        }
    }

    private static Matched Match(SheetChunk<SheetRow> chunk, ILookup<string, Guid> contractsOf, IReadOnlyDictionary<Guid, ContractTerms> terms)
    {
        var (matched, unmatched) = (new List<(SheetRow, NewSeparation)>(), new List<SheetFinding>());
        foreach (var row in chunk.Rows)
        {
            var found = ContractChoice.For(row.EffectiveOn, [.. contractsOf[row.Nik].Where(id => row.ContractId is null || id == row.ContractId).Select(terms.GetValueOrDefault).OfType<ContractTerms>()]);
            if (found is [var contract])
                matched.Add((row, new NewSeparation(contract.ContractId, row.Code, row.EffectiveOn, row.Paper, row.Reason)));
            else if (found.Count > 1)
                unmatched.Add(SheetColumn.Nik.Rejected(row.Row, row.Nik, $"has {found.Count} contracts with the city on that day; {SheetColumn.ContractId.Title()} is to say which"));
            else if (row.ContractId is { } id)
                unmatched.Add(SheetColumn.ContractId.Rejected(row.Row, $"{id}", "is no contract of this worker with the city"));
            else
                unmatched.Add(SheetColumn.Nik.Rejected(row.Row, row.Nik, "has no contract with the city"));
        }
        return new Matched(chunk, matched, unmatched);
    }

    private async Task RecordAsync(SheetResult recorded, Matched matched, SheetFile file, AllowedCall call, CancellationToken cancellation)
    {
        var (chunk, rows, unmatched) = matched;
        var outcomes = await recorder.RecordAsync(file.CityId, rows.ConvertAll(row => row.Separation), requestId: null, call, cancellation);
        metrics.SeparationsRefused(RecordRule.Contract, unmatched.Count);
        metrics.SeparationsRefused(RecordRule.Cell, chunk.RowsRead - chunk.Rows.Count);
        recorded.Add(
            chunk.RowsRead, outcomes.Count(outcome => outcome.Result is RecordResult.Recorded), outcomes.Count(outcome => outcome.Result is RecordResult.Unchanged),
            [.. chunk.Findings, .. unmatched, .. rows.Zip(outcomes).Where(row => row.Second.Refusal is not null).Select(row => FindingOf(row.First.Row, row.Second.Refusal!))],
            chunk.BrokenOff);
        if (outcomes.Select(outcome => outcome.Separation?.WorkerId).OfType<Guid>().Distinct().ToList() is { Count: > 0 } workers)
            await LogAsync(file, workers, call);
    }

    // The row has the NIK, and perhaps no id of a contract.
    private static SheetFinding FindingOf(SheetRow row, Refusal refusal)
    {
        var column = SheetRow.ColumnOf(refusal.Field);
        return column.Rejected(row.Row, column is SheetColumn.Nik ? row.Nik : refusal.Value ?? "", $"{refusal.Reason}; {refusal.WhatToDo}");
    }

    private Task LogAsync(SheetFile file, IReadOnlyList<Guid> workers, AllowedCall call) =>
        accesses.WriteAsync(call, new Accessed(file.CityId, workers, $"separations by file {ShownText.MaskWithin(file.Name)}"));

    private sealed record Matched(SheetChunk<SheetRow> Chunk, List<(SheetRow Row, NewSeparation Separation)> Rows, List<SheetFinding> Unmatched);
}
