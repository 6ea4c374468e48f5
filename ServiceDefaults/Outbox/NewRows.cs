using Workforce.ServiceDefaults.Postgres;

namespace Workforce.ServiceDefaults.Outbox;

/// <summary>
/// How rows get into a table whose natural key makes an effect happen once. They are new, unless a duplicate comes after its inbox row
/// was deleted: then those that exist are left out.
/// </summary>
/// <param name="columns">As <paramref name="write"/> writes them, with commas between.</param>
/// <param name="key">The columns of the natural key, with commas between.</param>
/// <param name="ofWhich">The condition of the rows that the key is of, which all of these meet; null where it is of all rows.</param>
public sealed class NewRows<TRow>(string table, string columns, string key, Action<CopyRows, TRow> write, string? ofWhich = null)
{
    private readonly string _copy = $"copy {table} ({columns}) from stdin (format binary)";

    private readonly string _stage =
        $"""
        create temporary table if not exists staged_{table} (like {table}) on commit delete rows;
        truncate staged_{table}
        """;

    private readonly string _copyStaged = $"copy staged_{table} ({columns}) from stdin (format binary)";

    private readonly string _addStaged =
        $"""
        insert into {table} ({columns}) select {columns} from staged_{table} order by {key}
        on conflict ({key}) {(ofWhich is null ? "" : $"where {ofWhich}")} do nothing
        """;

    /// <summary>Adds the rows whose key does not exist yet.</summary>
    /// <param name="batches">
    /// Each in order of the key. Batches that share keys are few; two transactions that write them in different orders are ended by
    /// PostgreSQL, and then each batch is tried alone.
    /// </param>
    /// <returns>For each batch, how many of its rows were new.</returns>
    public async Task<IReadOnlyList<int>> AddAsync(UnitOfWork work, IReadOnlyList<IReadOnlyList<TRow>> batches, CancellationToken cancellation)
    {
        if (await work.TryCopyAsync(_copy, [.. batches.SelectMany(batch => batch)], write, cancellation))
            return [.. batches.Select(batch => batch.Count)];
        var added = new List<int>();
        foreach (var batch in batches)
            added.Add(await AddMissingAsync(work, batch, cancellation));
        return added;
    }

    // The rows take the same way into a table of the transaction's own, and from there what is new.
    private async Task<int> AddMissingAsync(UnitOfWork work, IReadOnlyList<TRow> rows, CancellationToken cancellation)
    {
        await work.ExecuteAsync(_stage, null, cancellation);
        await work.CopyAsync(_copyStaged, rows, write, cancellation);
        return await work.ExecuteAsync(_addStaged, null, cancellation);
    }
}
