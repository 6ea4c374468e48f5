using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Workforce.Notification.Receipts.Sheets;
using Workforce.Notification.Rounds;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Notification.Receipts;

/// <summary>
/// Records receipts of a round's notices by a sheet: each row is recorded, or rejected with a finding. A chunk is one transaction, and stays
/// whatever becomes of the next; the same sheet again changes nothing.
/// </summary>
public sealed class RecordReceiptsByFile(
    RoundStore rounds, FindContractsByNik findContractsByNik, ReceiptStore receipts, Recording recording, NotificationMetrics metrics, AccessLog accesses,
    IOptions<SheetOptions> options) : IDisposable
{
    // Each has a chunk and perhaps a workbook's texts in memory, and its file on disk.
    private readonly SemaphoreSlim _files = new(options.Value.ConcurrentSheets);

    /// <param name="content">Read forward once.</param>
    /// <exception cref="NotFoundException">No notice of such a round was issued in the city, or it is out of reach.</exception>
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
        const int fewestColumns = 4;
        await using var records = await FileRefusals.OfAsync(
            file.Sheet, () => TableFile.OpenAsync(content, file.Sheet, fewestColumns, options.Value.Limits(), cancellation));
        var header = await FileRefusals.OfAsync(file.Sheet, () => SheetColumns.All.ReadHeaderAsync(records, cancellation));
        if (!call.Reach.HasPartOf(file.CityId) || await rounds.FindAsync(file.RoundId, cancellation) is not { } round || round.CityId != file.CityId)
            throw new NotFoundException("round", $"{file.RoundId}", "no notice of it was issued");
        records.Columns = header.InTable;

        // Also of a sheet of which nothing is recorded the findings are answered.
        await LogAsync(file, [], call);
        var recorded = new SheetResult();
        recorded.AddUnknown(header.Row, header.Unknown, "a sheet of receipts");
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
            Guid[] contracts = [.. contractsOf.SelectMany(worker => worker).Distinct()];
            yield return Match(chunk, contractsOf, await receipts.ListVersionsAsync(file.CityId, file.RoundId, contracts, call.Reach, cancellation));
        }
    }

    private static Matched Match(SheetChunk<SheetRow> chunk, ILookup<string, Guid> contractsOf, ILookup<Guid, RatingNotice> noticesOf)
    {
        var (matched, ambiguous) = (new List<(SheetRow, ReceiptToRecord)>(), new List<SheetFinding>());
        foreach (var row in chunk.Rows)
        {
            var receipt = new NewReceipt(null, row.ContractId, row.ReceivedOn, row.Way, row.Witness);
            var found = contractsOf[row.Nik].Where(contract => row.ContractId is null || contract == row.ContractId)
                .Select(contract => RatingNotice.For(receipt, [.. noticesOf[contract]])).OfType<RatingNotice>().ToList();
            if (found.Count > 1)
                ambiguous.Add(SheetColumn.Nik.Rejected(
                    row.Row, row.Nik, $"has notices of {found.Count} contracts in the round; {SheetColumn.ContractId.Title()} is to say which"));
            else
                matched.Add((row, new ReceiptToRecord(receipt, found.FirstOrDefault())));
        }
        return new Matched(chunk, matched, ambiguous);
    }

    private async Task RecordAsync(SheetResult recorded, Matched matched, SheetFile file, AllowedCall call, CancellationToken cancellation)
    {
        var (chunk, rows, ambiguous) = matched;
        var outcomes = await recording.RecordAsync(file.CityId, rows.ConvertAll(row => row.Receipt), call, cancellation);
        metrics.ReceiptsRefused(ReceiptRule.Notice, ambiguous.Count);
        metrics.ReceiptsRefused(ReceiptRule.Cell, chunk.RowsRead - chunk.Rows.Count);
        recorded.Add(
            chunk.RowsRead, outcomes.Count(outcome => outcome.IsNew), outcomes.Count(outcome => outcome is { IsNew: false, Refusal: null }),
            [.. chunk.Findings, .. ambiguous, .. rows.Zip(outcomes).Where(row => row.Second.Refusal is not null).Select(row => FindingOf(row.First.Row, row.Second.Refusal!))],
            chunk.BrokenOff);
        if (rows.Zip(outcomes).Where(row => row.Second.Receipt is not null).Select(row => row.First.Receipt.Notice!.WorkerId).Distinct().ToList() is { Count: > 0 } workers)
            await LogAsync(file, workers, call);
    }

    // The row has the NIK, and perhaps no id of a contract.
    private static SheetFinding FindingOf(SheetRow row, ReceiptRefusal refusal)
    {
        var column = SheetRow.ColumnOf(refusal.Field);
        return column.Rejected(row.Row, column is SheetColumn.Nik ? row.Nik : refusal.Value ?? "", refusal.Reason);
    }

    private Task LogAsync(SheetFile file, IReadOnlyList<Guid> workers, AllowedCall call) =>
        accesses.WriteAsync(call, new Accessed(file.CityId, workers, $"receipts by file {ShownText.MaskWithin(file.Name)}"));

    private sealed record Matched(SheetChunk<SheetRow> Chunk, List<(SheetRow Row, ReceiptToRecord Receipt)> Rows, List<SheetFinding> Ambiguous);
}
