using Npgsql;
using NpgsqlTypes;
using Workforce.Registry.Import;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Storage;

/// <summary>Writes workers by binary COPY.</summary>
internal static class WorkerCopy
{
    private const string Columns =
        """
        id, nik, city_id, as_of_first_day, as_of_last_day, name, birth_date, is_female, thk_number, birth_place, education,
        diploma_number, graduated_on, school, field_of_study, email, phone
        """;

    public static async Task InsertAsync(
        NpgsqlConnection connection, IEnumerable<WorkerRecord> workers, CancellationToken cancellation) =>
        await CopyAsync(connection, "worker", workers, cancellation);

    public static async Task UpdateAsync(
        NpgsqlConnection connection, IEnumerable<WorkerRecord> workers, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, "create temp table worker_change (like worker) on commit drop", cancellation);
        await CopyAsync(connection, "worker_change", workers, cancellation);
        await ExecuteAsync(
            connection, $"update worker set ({Columns}) = (select {Columns} from worker_change c where c.id = worker.id) where id in (select id from worker_change)", cancellation);
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, string table, IEnumerable<WorkerRecord> workers, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table} ({Columns}) from stdin (format binary)", cancellation);
        foreach (var worker in workers)
            await WriteAsync(copy, worker, cancellation);
        await copy.CompleteAsync(cancellation);
    }
}
