using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Contracts;

/// <summary>The table of terms that contracts had before they were corrected or withdrawn. Rows are added only: the database refuses every change of one.</summary>
public static class FormerTermsStore
{
    /// <summary>Adds the terms of contracts that were taken out.</summary>
    /// <param name="replacedAt">Through which they were known; UTC, taken since the register is locked (<see cref="Records.RegisterLock"/>).</param>
    public static Task AddAsync(UnitOfWork work, Guid cityId, IReadOnlyCollection<StoredTerms> stored, DateTime replacedAt, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into former_terms (contract_id, revision, city_id, worker_id, unit_id, vendor_id, first_day, last_day, recorded_at, replaced_at)
            select contract_id, revision, @cityId, worker_id, unit_id, vendor_id, first_day, last_day, recorded_at, @replacedAt
            from unnest(@ids, @revisions, @workers, @units, @vendors, @firstDays, @lastDays, @recorded)
                as former (contract_id, revision, worker_id, unit_id, vendor_id, first_day, last_day, recorded_at)
            """,
            new
            {
                cityId,
                replacedAt,
                ids = stored.Select(terms => terms.ContractId).ToArray(),
                revisions = stored.Select(terms => terms.Revision).ToArray(),
                workers = stored.Select(terms => terms.WorkerId).ToArray(),
                units = stored.Select(terms => terms.UnitId).ToArray(),
                vendors = stored.Select(terms => terms.VendorId).ToArray(),
                firstDays = stored.Select(terms => terms.FirstDay).ToArray(),
                lastDays = stored.Select(terms => terms.LastDay).ToArray(),
                recorded = stored.Select(terms => terms.RecordedAt).ToArray(),
            },
            cancellation);
}
