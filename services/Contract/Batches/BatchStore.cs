using System.Text.Json;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Batches;

/// <summary>The tables of batches and of the reports on them.</summary>
public sealed class BatchStore(Database database)
{
    private static readonly short[] Steps = [.. Enum.GetValues<BatchStep>().Select(step => (short)step)];

    private static readonly string Progress =
        $"""
        select cycle.cycle_id, cycle.city_id, cycle.last_day,
            (coalesce(sum(expiry_batch.contracts), 0) - returned.contracts)::int as expired,
            (coalesce(sum(expiry_batch.continuing), 0) - returned.continuing)::int as continuing,
            (coalesce(sum(expiry_batch.requests_due), 0) - returned.with_request)::int as requests_due,
            greatest(coalesce(sum(requested), 0) - returned.with_request, 0)::int as requested,
            greatest(coalesce(sum(notified), 0) - returned.contracts, 0)::int as notified,
            returned.contracts::int as returned,
            jsonb_agg(distinct jsonb_build_object('Name', by_name, 'Issuer', by_issuer, 'Subject', by_subject)) filter (where by_name is not null)::text as expired_by,
            min(expired_at) as first_expired_at, max(notified_at) as last_notified_at,
            {CycleStore.SweepEnded} as sweep_ended
        from cycle left join expiry_batch using (cycle_id)
        cross join lateral (
            select count(*) as contracts, count(*) filter (where was_continuing) as continuing, count(*) filter (where with_request) as with_request
            from returned_contract where returned_contract.cycle_id = cycle.cycle_id) returned
        left join lateral (
            select sum(report.contracts) filter (where step = {(short)BatchStep.Requests}) as requested,
                sum(report.contracts) filter (where step = {(short)BatchStep.Notices}) as notified, max(reported_at) filter (where step = {(short)BatchStep.Notices}) as notified_at
            from batch_report report where report.batch_id = expiry_batch.batch_id) reported on true
        """;

    private const string PerCycle = "group by cycle.cycle_id, returned.contracts, returned.continuing, returned.with_request";

    /// <param name="by">Whose act it was; null of the sweep's timer.</param>
    public static Task AddAsync(
        UnitOfWork work, IReadOnlyCollection<ExpiryBatch> batches, DateTime expiredAt, Actor? by, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into expiry_batch (batch_id, cycle_id, contracts, continuing, requests_due, expired_at, by_issuer, by_subject, by_name)
            select batch_id, cycle_id, contracts, continuing, requests_due, @expiredAt, @Issuer, @Subject, @Name
            from unnest(@ids, @cycles, @contracts, @continuing, @requestsDue) as batch (batch_id, cycle_id, contracts, continuing, requests_due)
            """,
            new
            {
                ids = batches.Select(batch => batch.Id).ToArray(),
                cycles = batches.Select(batch => batch.CycleId).ToArray(),
                contracts = batches.Select(batch => batch.Contracts).ToArray(),
                continuing = batches.Select(batch => batch.Continuing).ToArray(),
                requestsDue = batches.Select(batch => batch.RequestsDue).ToArray(),
                expiredAt,
                by?.Issuer,
                by?.Subject,
                by?.Name,
            },
            cancellation);

    /// <summary>
    /// Adds what reports say, and finishes the batches of which every step is complete. A batch may be reported on in parts, its
    /// malformed part once it is corrected; that no report counts twice is the inbox's work, and once the inbox may have deleted the id,
    /// the batch is finished and counts no more.
    /// </summary>
    /// <returns>Batches that reports name and that were never published here.</returns>
    public static async Task<IReadOnlyList<Guid>> RecordAsync(
        UnitOfWork work, IReadOnlyCollection<BatchReport> reports, CancellationToken cancellation)
    {
        // The first statement locks the batches, in one order, so that transactions with reports on the same batches rarely deadlock. The
        // second begins after the lock and therefore sees what the transaction before has recorded.
        var known = await work.ListAsync<Guid>(
            $"""
            select batch_id from expiry_batch where batch_id = any(@ids) order by batch_id for update;

            with report as (
                select batch_id, step, sum(contracts)::int as contracts, max(reported_at) as reported_at
                from unnest(@ids, @steps, @contracts, @reported) as message (batch_id, step, contracts, reported_at)
                group by batch_id, step),
            recorded as (
                insert into batch_report as stored (batch_id, step, contracts, reported_at)
                select batch_id, step, report.contracts, reported_at
                from report join expiry_batch using (batch_id) where finished_at is null
                order by batch_id, step
                on conflict (batch_id, step) do update
                set contracts = stored.contracts + excluded.contracts, reported_at = greatest(stored.reported_at, excluded.reported_at)
                returning batch_id, step, contracts)
            update expiry_batch batch set finished_at = clock_timestamp()
            where batch_id = any(@ids) and finished_at is null and not exists (
                select from unnest(@allSteps) as required (step)
                left join recorded on recorded.batch_id = batch.batch_id and recorded.step = required.step
                left join batch_report stored on stored.batch_id = batch.batch_id and stored.step = required.step
                where coalesce(recorded.contracts, stored.contracts, 0)
                    < case required.step when {(short)BatchStep.Requests} then batch.requests_due else batch.contracts end)
            """,
            new
            {
                ids = reports.Select(report => report.BatchId).ToArray(),
                steps = reports.Select(report => (short)report.Step).ToArray(),
                contracts = reports.Select(report => report.Contracts).ToArray(),
                reported = reports.Select(report => report.ReportedAt).ToArray(),
                allSteps = Steps,
            },
            cancellation);
        return [.. reports.Select(report => report.BatchId).Except(known)];
    }

    /// <summary>
    /// How many contracts are in flight. Those of a batch on which there is a report for every step are not, even if a dead letter keeps it
    /// unfinished; nor are those of one that was published again several times in vain. Neither may hold up every later sweep.
    /// </summary>
    public Task<int> CountInFlightAsync(CancellationToken cancellation) =>
        database.ScalarAsync<int>(
            """
            select coalesce(sum(contracts), 0)::int from expiry_batch batch
            where finished_at is null and resends < 3
              and (select count(*) from batch_report where batch_report.batch_id = batch.batch_id) < @steps
            """,
            new { steps = Steps.Length }, cancellation);

    public async Task<CycleProgress?> FindProgressAsync(Guid cycleId, Reach reach, CancellationToken cancellation) =>
        (await database.FindAsync<ProgressRow>(
            $"{Progress} where cycle.cycle_id = @cycleId and {reach.PartCondition("cycle.city_id")} {PerCycle}", reach.With(new { cycleId }), cancellation))?.ToProgress();

    /// <summary>A page of a city's cycles, newest last day first.</summary>
    /// <param name="after">The last day of the last cycle of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<CycleProgress>> ListProgressAsync(Guid cityId, DateOnly? after, int size, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<ProgressRow>(
            $"""
            {Progress}
            where cycle.city_id = @cityId and cycle.last_day < @after
            {PerCycle}
            order by cycle.last_day desc limit @size
            """,
            new { cityId, after = after ?? DateOnly.MaxValue, size }, cancellation);
        return [.. rows.Select(row => row.ToProgress())];
    }

    /// <summary>
    /// Claims batches of which reports are missing or too small. A batch that was published again is left alone for twice as long each
    /// time, up to an hour: a subscriber that is down for the night must not find every message a hundred times. What still waits in the
    /// outbox is on its way and not missing. All by this database's clock, whatever the story's shows.
    /// </summary>
    public static Task<IReadOnlyList<MissingBatch>> ClaimMissingAsync(UnitOfWork work, TimeSpan grace, int atMost, CancellationToken cancellation) =>
        work.ListAsync<MissingBatch>(
            $"""
            with missing as (
                select batch_id from expiry_batch
                where finished_at is null
                  and {OutboxWriter.IsPublished("batch_id")}
                  and coalesce(resent_at, stored_at) < clock_timestamp() - least(@grace * power(2, least(resends, 10)), greatest(@grace, interval '1 hour'))
                order by stored_at limit @atMost
                for update skip locked)
            update expiry_batch batch set resends = resends + 1, resent_at = clock_timestamp()
            from missing where batch.batch_id = missing.batch_id
            returning batch.batch_id, cycle_id, contracts, requests_due,
                coalesce((select report.contracts from batch_report report where report.batch_id = batch.batch_id and step = {(short)BatchStep.Requests}), 0) as requested,
                coalesce((select report.contracts from batch_report report where report.batch_id = batch.batch_id and step = {(short)BatchStep.Notices}), 0) as notified
            """,
            new { grace, atMost }, cancellation);

    private sealed record ProgressRow(
        Guid CycleId, Guid CityId, DateOnly LastDay, int Expired, int Continuing, int RequestsDue, int Requested, int Notified, int Returned, string? ExpiredBy, DateTime? FirstExpiredAt,
        DateTime? LastNotifiedAt, bool SweepEnded)
    {
        public CycleProgress ToProgress() => new(
            CycleId, CityId, LastDay, Expired, Continuing, RequestsDue, Requested, Notified, Returned, ExpiredBy is null ? [] : JsonSerializer.Deserialize<List<Actor>>(ExpiredBy)!,
            FirstExpiredAt, LastNotifiedAt, SweepEnded);
    }
}
