using Npgsql;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>Writes many rows by binary COPY.</summary>
public static class Copying
{
    private const string Before = "before_copy";

    /// <param name="connection">Where.</param>
    /// <param name="copyCommand"><c>copy … from stdin (format binary)</c></param>
    /// <param name="rows">Any number; for none nothing is sent.</param>
    /// <param name="write">Writes one row's cells.</param>
    /// <param name="cancellation">Stops the work.</param>
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
            await GiveUpAsync(copy);
            throw;
        }
        // Its end is where PostgreSQL says whether it took them.
        await copy.DisposeAsync();
    }

    // Ending it in good order would say that all rows were sent. What is told is why they were not; on a broken connection giving
    // up fails too, and says less.
    private static async Task GiveUpAsync(NpgsqlRawCopyStream copy)
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
    /// The same where the rows are all new, as they are unless a message comes again after its inbox row was forgotten: it is
    /// cheaper than <c>insert … on conflict</c>.
    /// </summary>
    /// <param name="work">The transaction; it can go on whatever the answer.</param>
    /// <param name="copyCommand"><c>copy … from stdin (format binary)</c></param>
    /// <param name="rows">In the order of their natural key: two that share rows and wrote them in different orders would deadlock.</param>
    /// <param name="write">Writes one row's cells.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>False when one of them, or more, is there already; then none was written.</returns>
    public static async Task<bool> TryCopyAsync<TRow>(
        this Work work, string copyCommand, IReadOnlyCollection<TRow> rows, Action<CopyRows, TRow> write, CancellationToken cancellation)
    {
        await work.Transaction.SaveAsync(Before, cancellation);
        try
        {
            await work.Connection.CopyAsync(copyCommand, rows, write, cancellation);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await work.Transaction.RollbackAsync(Before, cancellation);
            return false;
        }
    }
}
