using Npgsql;

namespace Workforce.ServiceDefaults.Storage;

public static class Copying
{
    private const string Before = "before_copy";

    /// <summary>
    /// Writes rows by binary COPY, which is cheaper than <c>insert … on conflict</c>, where they are all new, as they are unless a
    /// message comes again after its inbox row was forgotten.
    /// </summary>
    /// <param name="work">The transaction; it can go on whatever the answer.</param>
    /// <param name="copyCommand"><c>copy … from stdin (format binary)</c></param>
    /// <param name="rows">In the order of their natural key: two that share rows and wrote them in different orders would deadlock.</param>
    /// <param name="write">Writes one row's cells.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>False when one of them, or more, is there already; then none was written.</returns>
    public static async Task<bool> TryCopyAsync<TRow>(
        this Work work, string copyCommand, IEnumerable<TRow> rows, Action<NpgsqlBinaryImporter, TRow> write, CancellationToken cancellation)
    {
        await work.Transaction.SaveAsync(Before, cancellation);
        try
        {
            await using var copy = await work.Connection.BeginBinaryImportAsync(copyCommand, cancellation);
            foreach (var row in rows)
            {
                copy.StartRow();
                write(copy, row);
            }
            await copy.CompleteAsync(cancellation);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await work.Transaction.RollbackAsync(Before, cancellation);
            return false;
        }
    }
}
