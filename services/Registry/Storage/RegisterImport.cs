using System.Diagnostics;
using Dapper;
using Workforce.Registry.Cities;
using Workforce.Registry.Import;
using Workforce.Registry.Telemetry;
using Workforce.ServiceDefaults.Storage;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Storage;

/// <summary>Imports a register file, chunk by chunk; each chunk is in when it is done, whatever becomes of the next.</summary>
internal sealed class RegisterImport(Database database, ChunkStore chunks, TimeProvider clock, RegistryTelemetry telemetry)
{
    // An import that did not end, for its service died; its memory of rows is swept by a later one.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <param name="city">Whose file it is.</param>
    /// <param name="fileName">For the record.</param>
    /// <param name="file">The file's bytes.</param>
    /// <param name="cancellation">Stops between two chunks, or undoes the one in hand.</param>
    public async Task<RunningImport> RunAsync(CityNames city, string fileName, Stream file, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var import = await BeginAsync(city.City, fileName, cancellation);
        try
        {
            var today = clock.TodayIn(city.City.TimeZone);
            await foreach (var chunk in RegisterFile.ReadAsync(file, city, today, cancellation).ReadAheadAsync(cancellation))
                await StoreAsync(import, chunk, cancellation);
        }
        finally
        {
            // Also when the caller has gone: what is stored is counted, and the memory of rows is given back.
            await Task.WhenAll(EndAsync(import, CancellationToken.None), KnownWorkers.ForgottenAsync());
            telemetry.Imported(import.Tally, Stopwatch.GetElapsedTime(started));
        }
        return import;
    }

    private async Task StoreAsync(RunningImport import, ImportChunk chunk, CancellationToken cancellation)
    {
        using var span = RegistryTelemetry.Source.StartActivity("import chunk");
        span?.SetTag("workforce.import_id", import.Id).SetTag("workforce.rows", chunk.RowsRead);
        await chunks.StoreAsync(import, chunk, cancellation);
    }

    private async Task<RunningImport> BeginAsync(City city, string fileName, CancellationToken cancellation)
    {
        var import = new RunningImport(Guid.CreateVersion7(), city.Id);
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from import_named where import_id in (
                select id from import where finished_at is null and started_at < clock_timestamp() - @Abandoned);
            insert into import (id, city_id, file_name, started_at) values (@Id, @CityId, @fileName, clock_timestamp());
            """,
            new { import.Id, import.CityId, fileName, Abandoned }, cancellationToken: cancellation));
        return import;
    }

    private async Task EndAsync(RunningImport import, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from import_named where import_id = @Id;
            update import
            set finished_at = clock_timestamp(), rows_read = @Read, rows_imported = @Imported, rows_unchanged = @Unchanged,
                rows_updated = @Updated, rows_rejected = @Rejected, warnings = @Warnings
            where id = @Id
            """,
            new
            {
                import.Id,
                import.Tally.Read,
                import.Tally.Imported,
                import.Tally.Unchanged,
                import.Tally.Updated,
                import.Tally.Rejected,
                import.Tally.Warnings,
            },
            cancellationToken: cancellation));
    }
}
