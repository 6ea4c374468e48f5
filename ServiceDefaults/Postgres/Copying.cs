using Npgsql;

namespace Workforce.ServiceDefaults.Postgres;

/// <summary>Writes many rows by binary COPY.</summary>
internal static class Copying
{
    private const string Before = "before_copy";

    /// <param name="copyCommand"><c>copy … from stdin (format binary)</c></param>
    /// <param name="rows">Any number; for none nothing is sent.</param>
    /// <param name="write">Writes one row's cells.</param>
    public static async Task CopyAsync<TRow>(
        this NpgsqlConnection connection, string copyCommand, IReadOnlyCollection<TRow> rows, Action<CopyRows, TRow> write,
        CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return;
        using var copied = new CopyRows();
        foreach (var row in rows)
        {
            copied.Row();
            write(copied, row);
        }
        var copy = await connection.BeginRawBinaryCopyAsync(copyCommand, cancellation);
        try
        {
            await copy.WriteAsync(copied.End(), cancellation);
        }
        catch
        {
            await CancelAsync(copy);
            throw;
        }
        // Only at its end does PostgreSQL report whether it stored them.
        await copy.DisposeAsync();
    }

    // Disposing it would complete the copy. The first exception is the one to report: on a broken connection cancelling fails too.
    private static async Task CancelAsync(NpgsqlRawCopyStream copy)
    {
        try
        {
            await copy.CancelAsync();
        }
        catch (Exception e) when (e is NpgsqlException or ObjectDisposedException or InvalidOperationException)
        {
            return;
        }
    }

    /// <summary>
    /// The same where the rows are all new, as they are unless a duplicate comes after its inbox row was deleted: it is cheaper than
    /// <c>insert … on conflict</c>.
    /// </summary>
    /// <param name="transaction">Remains usable, whatever the answer.</param>
    /// <param name="copyCommand"><c>copy … from stdin (format binary)</c></param>
    /// <param name="rows">In the order of their natural key: two transactions that share rows and write them in different orders would deadlock.</param>
    /// <param name="write">Writes one row's cells.</param>
    /// <returns>False when a row exists already; then none was written.</returns>
    public static async Task<bool> TryCopyAsync<TRow>(
        this NpgsqlTransaction transaction, string copyCommand, IReadOnlyCollection<TRow> rows, Action<CopyRows, TRow> write, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return true;
        await transaction.SaveAsync(Before, cancellation);
        try
        {
            await transaction.Connection!.CopyAsync(copyCommand, rows, write, cancellation);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await transaction.RollbackAsync(Before, cancellation);
            return false;
        }
    }
}
