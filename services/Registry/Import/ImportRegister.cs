using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Workforce.Registry.Cache;
using Workforce.Registry.Cities;
using Workforce.Registry.Events;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.Rejects;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Import;

/// <summary>
/// Imports a city's register file, chunk by chunk, and publishes the contracts that it adds or corrects. A chunk is one transaction, and stays
/// whatever becomes of the next: with it are committed the import's counts, which a caller whose call broke off finds in its record.
/// </summary>
public sealed class ImportRegister(
    RegisterTurn turn, CityStore cities, ImportStore imports, IOptions<ImportOptions> options, TimeProvider clock, RegistryMetrics metrics)
    : IDisposable
{
    private const int ContractsPerEvent = 500;

    private static readonly ActivitySource Source = new("Workforce.Registry");

    private readonly TableLimits _limits = options.Value.Limits();
    private readonly WorkingAge _workingAge = options.Value.WorkingAge();

    // Each has a chunk and perhaps a workbook's texts in memory, and its file on disk.
    private readonly SemaphoreSlim _imports = new(options.Value.ConcurrentImports);

    /// <param name="fileName">For the record.</param>
    /// <param name="sheet">Of a workbook; null for its first.</param>
    /// <param name="file">Read forward once.</param>
    /// <param name="by">Whose act it is.</param>
    /// <param name="cancellation">Stops between two chunks, or rolls back the one in flight.</param>
    /// <exception cref="NotFoundException">No such city.</exception>
    /// <exception cref="InvalidInputException">The file as a whole cannot be read; nothing of it is stored.</exception>
    /// <exception cref="ExhaustedException">There is no room to keep a workbook while it is read.</exception>
    public async Task<RunningImport> ImportAsync(
        Guid cityId, string fileName, string? sheet, Stream file, Actor by, CancellationToken cancellation)
    {
        var names = await cities.GetNamesAsync(cityId, cancellation);
        var started = Stopwatch.GetTimestamp();
        var import = new RunningImport(Guid.CreateVersion7(), names.City.Id);
        await imports.BeginAsync(import, fileName, by, cancellation);
        // It counts as running also while it waits for its turn.
        await using var pulse = ImportPulse.Start(import, imports);
        try
        {
            await ReadInTurnAsync(import, names, sheet, file, cancellation);
        }
        catch (InvalidInputException) when (import.LastRow == 0)
        {
            import.Refuse();
            throw;
        }
        finally
        {
            // Also when the caller has gone: the record says so, and the import's own rows are deleted.
            await Task.WhenAll(imports.FinishAsync(import, CancellationToken.None), VersionedCache.ExpireAsync());
            var tally = import.Tally;
            metrics.Imported(tally.Imported, tally.Unchanged, tally.Updated, tally.Rejected, Stopwatch.GetElapsedTime(started));
        }
        return import;
    }

    private async Task ReadInTurnAsync(RunningImport import, CityNames names, string? sheet, Stream file, CancellationToken cancellation)
    {
        await _imports.WaitAsync(cancellation);
        try
        {
            await ReadAsync(import, names, sheet, file, cancellation);
        }
        finally
        {
            _imports.Release();
        }
    }

    private async Task ReadAsync(RunningImport import, CityNames names, string? sheet, Stream file, CancellationToken cancellation)
    {
        var today = clock.TodayIn(names.City.TimeZone);
        await foreach (var chunk in RegisterFile.ReadAsync(file, sheet, _limits, names, today, _workingAge, FilePurpose.Import, cancellation).ReadAheadAsync(cancellation))
        {
            await StoreInTurnAsync(import, chunk, cancellation);
            if (import.Findings.Count > options.Value.Findings && !chunk.IsOfFile)
            {
                await StoreInTurnAsync(import, TooManyFindings(import), cancellation);
                break;
            }
        }
        import.End();
    }

    void IDisposable.Dispose() => _imports.Dispose();

    // A file that is no register would otherwise fill the table of findings.
    private ImportChunk TooManyFindings(RunningImport import) => new(0, [], [Finding.Of(
        Severity.Warning, import.LastRow, "", "", string.Create(
            CultureInfo.InvariantCulture,
            $"more than {options.Value.Findings:N0} findings up to this row, the last that was read; correct the file and import it again"))])
    {
        IsOfFile = true,
        BreaksOff = true,
    };

    private async Task StoreInTurnAsync(RunningImport import, ImportChunk chunk, CancellationToken cancellation)
    {
        using var span = Source.StartActivity("import chunk");
        span?.SetTag("workforce.import.id", import.Id).SetTag("workforce.import.chunk_rows", chunk.RowsRead);
        import.Add(await turn.TakeAsync(work => StoreAsync(work, import, chunk, cancellation), cancellation));
    }

    private static async Task<MergedChunk> StoreAsync(UnitOfWork work, RunningImport import, ImportChunk chunk, CancellationToken cancellation)
    {
        var workers = await RegisterStore.ListAsync(work, import, chunk.Rows.Select(row => row.Nik), cancellation);
        var former = await FormerValueStore.ListAsync(work, workers.Values.Select(worker => worker.Id), chunk.Rows.Select(row => row.Nik), cancellation);
        var merged = ChunkMerge.Of(chunk, import.CityId, workers, former);
        if (merged.Overlaps.Count > 0)
            merged = merged.Naming(await RegisterStore.PlacesAsync(work, import.CityId, merged.Overlaps.Select(overlap => overlap.Stored.Id), cancellation));

        await RegisterStore.WriteAsync(work, import, merged, cancellation);
        await ImportStore.WriteAsync(work, import, merged, cancellation);
        await RejectStore.KeepAsync(work, import.Id, import.CityId, merged.Rejected, cancellation);
        await RejectStore.SettleAsync(
            work, import.Id, import.CityId, [.. merged.Contracts.Select(contract => (contract.Id, contract.State is RecordState.Added))], cancellation);
        foreach (var contracts in merged.ToBePublished.Chunk(ContractsPerEvent))
            Publish(work, import.CityId, contracts);
        await work.CommitAsync(cancellation);
        return merged;
    }

    private static void Publish(UnitOfWork work, Guid cityId, IReadOnlyList<ContractRecord> contracts)
    {
        var registered = new ContractsRegistered(cityId, [.. contracts.Select(contract => new RegisteredContract(
            contract.Id, contract.WorkerId, contract.Terms.UnitId, contract.Terms.VendorId,
            contract.Terms.Period.FirstDay, contract.Terms.Period.LastDay,
            contract.Details.Engagement, contract.Details.Position, contract.Revision))]);
        var revisions = contracts.Select(contract => contract.Revision == 0 ? contract.Id : (object)$"{contract.Id}/{contract.Revision}");
        work.Publish(DerivedId.From("contracts-registered", [.. revisions]), registered);
    }
}
