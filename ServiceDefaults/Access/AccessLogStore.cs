using Workforce.ServiceDefaults.Outbox;

namespace Workforce.ServiceDefaults.Access;

/// <summary>The table of the access log. It has no statement that changes or deletes.</summary>
public sealed class AccessLogStore(Database database)
{
    private const string Shown = "id, at, by_issuer, by_subject, by_name, for_issuer, for_subject, for_name, method, purpose, city_id, workers, selection";

    // The workers of bulk reads are one array, of which each has a part; of one worker the part is empty.
    private const string Insert =
        """
        insert into access_log (
            id, by_issuer, by_subject, by_name, for_issuer, for_subject, for_name, method, purpose, city_id, worker_id, worker_ids, workers, selection)
        select id, by_issuer, by_subject, by_name, for_issuer, for_subject, for_name, method, purpose, city_id, worker_id,
               case when worker_id is null then (@workersOfBulks::uuid[])[first_worker:first_worker + workers - 1] end, workers, selection
        from unnest(
            @ids, @byIssuers, @bySubjects, @byNames, @forIssuers, @forSubjects, @forNames, @methods, @purposes, @cityIds, @workerIds,
            @firstWorkers, @counts, @selections)
            as entry (id, by_issuer, by_subject, by_name, for_issuer, for_subject, for_name, method, purpose, city_id, worker_id, first_worker, workers, selection)
        """;

    // Who holds a role for a city sees the city's entries; a worker those of bulk reads that have the worker too.
    private static string OfCity(Reach reach) =>
        $"""
        select {Shown} from access_log
        where city_id = @cityId and ({reach.Condition("city_id", worker: "worker_id")} or worker_ids && @reachedWorkers) and (@after::uuid is null or id < @after)
        order by id desc
        limit @size
        """;

    // Bulk reads are few and looked through: an index on each worker of each would cost the night more than its notices.
    private static string OfWorker(Reach reach) =>
        $"""
        select {Shown} from (
            (select {Shown} from access_log
             where worker_id = @workerId and {reach.Condition("city_id", worker: "worker_id")}
               and (@cityId is null or city_id = @cityId) and (@after::uuid is null or id < @after)
             order by id desc
             limit @size)
            union all
            (select {Shown} from access_log
             where worker_ids @> array[@workerId] and ({reach.Condition("city_id")} or @workerId = any(@reachedWorkers))
               and (@cityId is null or city_id = @cityId) and (@after::uuid is null or id < @after)
             order by id desc
             limit @size)
        ) as entry
        order by id desc
        limit @size
        """;

    public async Task AddAsync(IReadOnlyList<(AllowedCall Call, Accessed Accessed)> entries) =>
        await database.ExecuteAsync(Insert, Columns(entries), CancellationToken.None);

    /// <summary>Entries of a city, of a worker, or both, the newest first.</summary>
    /// <param name="after">Id of the last entry of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<AccessEntry>> ListAsync(
        Guid? cityId, Guid? workerId, Reach reach, Guid? after, int size, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            workerId is null ? OfCity(reach) : OfWorker(reach), reach.With(new { cityId, workerId, after, size }), cancellation);
        return [.. rows.Select(row => row.ToEntry())];
    }

    private static object Columns(IReadOnlyList<(AllowedCall Call, Accessed Accessed)> entries)
    {
        T[] Each<T>(Func<AllowedCall, Accessed, T> read) => [.. entries.Select(entry => read(entry.Call, entry.Accessed))];
        var bulks = new List<Guid>();
        var firstWorkers = Each((_, accessed) =>
        {
            var first = bulks.Count + 1;
            if (accessed.WorkerIds.Count > 1)
                bulks.AddRange(accessed.WorkerIds);
            return first;
        });
        return new
        {
            ids = Each((_, _) => Guid.CreateVersion7()),
            byIssuers = Each((call, _) => call.Caller.Actor.Issuer),
            bySubjects = Each((call, _) => call.Caller.Actor.Subject),
            byNames = Each((call, _) => call.Caller.Actor.Name),
            forIssuers = Each((call, _) => call.For?.Issuer),
            forSubjects = Each((call, _) => call.For?.Subject),
            forNames = Each((call, _) => call.For?.Name),
            methods = Each((call, _) => call.Method),
            purposes = Each((call, _) => call.Purpose),
            cityIds = Each((_, accessed) => accessed.CityId),
            workerIds = Each((_, accessed) => accessed.WorkerIds.Count == 1 ? accessed.WorkerIds[0] : (Guid?)null),
            workersOfBulks = bulks.ToArray(),
            firstWorkers,
            counts = Each((_, accessed) => accessed.WorkerIds.Count),
            selections = Each((_, accessed) => accessed.Selection),
        };
    }

    private sealed record Row(
        Guid Id, DateTime At, string ByIssuer, string BySubject, string ByName, string? ForIssuer, string? ForSubject, string? ForName,
        string Method, string Purpose, Guid? CityId, int Workers, string Selection)
    {
        public AccessEntry ToEntry() => new(
            Id, At, new Actor(ByIssuer, BySubject, ByName), ForIssuer is null ? null : new Actor(ForIssuer, ForSubject!, ForName!),
            Method, Purpose, CityId, Workers, Selection);
    }
}
