using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Workforce.Registry.Cache;
using Workforce.Registry.Cities;
using Workforce.Registry.Import;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Corrections;

/// <summary>
/// Corrects many contracts of a city by a file: an export of the register in which the cells that are wrong were made right. A chunk is one
/// transaction, and stays whatever becomes of the next; the same file again corrects nothing.
/// </summary>
public sealed class CorrectByFile(RegisterTurn turn, CityStore cities, CorrectionStore corrections, AccessLog accesses, IOptions<ImportOptions> options, TimeProvider clock)
    : IDisposable
{
    private const int WorkersOfEntry = 1_000;

    private static readonly ActivitySource Source = new("Workforce.Registry");

    private readonly TableLimits _limits = options.Value.Limits();
    private readonly WorkingAge _workingAge = options.Value.WorkingAge();

    // Each has a chunk and perhaps a workbook's texts in memory, and its file on disk.
    private readonly SemaphoreSlim _files = new(options.Value.ConcurrentImports);

    /// <param name="content">Read forward once.</param>
    /// <exception cref="NotFoundException">No such city.</exception>
    /// <exception cref="InvalidInputException">The file as a whole cannot be read; nothing is corrected.</exception>
    /// <exception cref="ExhaustedException">There is no room to keep a workbook while it is read.</exception>
    public async Task<RunningCorrection> CorrectAsync(FileCorrection file, Stream content, AllowedCall call, CancellationToken cancellation)
    {
        var names = await cities.GetNamesAsync(file.CityId, cancellation);
        var run = new RunningCorrection(file, await corrections.ListUnitCodesAsync(file.CityId, cancellation));
        await _files.WaitAsync(cancellation);
        try
        {
            await ReadAsync(run, names, content, call, cancellation);
        }
        finally
        {
            _files.Release();
            await VersionedCache.ExpireAsync();
        }
        return run;
    }

    void IDisposable.Dispose() => _files.Dispose();

    private async Task ReadAsync(RunningCorrection run, CityNames names, Stream content, AllowedCall call, CancellationToken cancellation)
    {
        var chunks = RegisterFile.ReadAsync(
            content, run.File.Sheet, _limits, names, clock.TodayIn(names.City.TimeZone), _workingAge, FilePurpose.Correction, cancellation);
        // Also of a file that corrects nothing its findings are answered.
        await LogAsync(run, [], call);
        await foreach (var chunk in chunks.ReadAheadAsync(cancellation))
        {
            if (chunk.IsOfFile)
                run.AddOfFile(chunk.Findings, chunk.BreaksOff);
            else
                await CorrectAsync(run, chunk, call, cancellation);
            if (run.Findings.Count <= options.Value.Findings || chunk.IsOfFile)
                continue;
            run.AddOfFile([TooManyFindings()], breaksOff: true);
            return;
        }
    }

    private async Task CorrectAsync(RunningCorrection run, ImportChunk chunk, AllowedCall call, CancellationToken cancellation)
    {
        using var span = Source.StartActivity("correct chunk");
        span?.SetTag("workforce.correction.chunk_rows", chunk.RowsRead);
        var corrected = await turn.TakeAsync(work => CorrectAsync(work, run, chunk, call.Actor, cancellation), cancellation);
        run.Add(corrected);
        foreach (var workers in corrected.WorkerIds.Chunk(WorkersOfEntry))
            await LogAsync(run, workers, call);
    }

    private static async Task<CorrectedChunk> CorrectAsync(UnitOfWork work, RunningCorrection run, ImportChunk chunk, Actor by, CancellationToken cancellation)
    {
        var cityId = run.File.CityId;
        var contracts = await CorrectionStore.ListContractsAsync(work, cityId, [.. chunk.Rows.Select(row => row.Correction!.ContractId)], cancellation);
        Guid[] workerIds = [.. contracts.Values.Select(contract => contract.WorkerId).Distinct()];
        var workers = await CorrectionStore.ListWorkersAsync(work, workerIds, cancellation);
        var known = workers.Values.Select(worker => worker.Nik).ToHashSet(StringComparer.Ordinal);
        var corrected = CorrectedChunk.Of(
            run, chunk, contracts, workers, await CorrectionStore.ListStandingAsync(work, workerIds, cancellation),
            await FormerValueStore.ListAsync(work, workerIds, [], cancellation),
            [.. known, .. await CorrectionStore.ListNiksInUseAsync(work, [.. chunk.Rows.Select(row => row.Nik.Digits).Except(known)], cancellation)]);
        if (run.File.IsPreview || corrected.Corrections.Count == 0)
            return corrected;

        await RegisterStore.CorrectAsync(work, corrected.Contracts, cancellation);
        await RegisterStore.CorrectAsync(work, corrected.Workers, cancellation);
        await RegisterStore.FollowLatestAsync(work, corrected.Contracts.Select(contract => contract.WorkerId), cancellation);
        await CorrectionStore.AddAsync(work, cityId, corrected.Corrections, by, cancellation);
        await PublishCorrected.PublishAsync(work, cityId, corrected.Contracts, cancellation);
        await work.CommitAsync(cancellation);
        return corrected;
    }

    private Task LogAsync(RunningCorrection run, IReadOnlyList<Guid> workers, AllowedCall call) =>
        accesses.WriteAsync(call, new Accessed(run.File.CityId, workers, $"{(run.File.IsPreview ? "preview of corrections" : "corrections")} by file {Nik.MaskWithin(run.File.Name)}"));

    private Finding TooManyFindings() => Finding.Of(Severity.Warning, 0, "", "", string.Create(
        CultureInfo.InvariantCulture, $"more than {options.Value.Findings:N0} findings; the rows after them were not read. Correct the file and hand it in again"));
}
