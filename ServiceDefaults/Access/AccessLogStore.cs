using Workforce.ServiceDefaults.Outbox;

namespace Workforce.ServiceDefaults.Access;

/// <summary>The table of the access log. It has no statement that changes or deletes.</summary>
public sealed class AccessLogStore(Database database)
{
    private const string Insert =
        """
        insert into access_log (
            id, by_issuer, by_subject, by_name, for_issuer, for_subject, for_name, method, purpose, city_id, worker_id, worker_ids, workers, selection)
        select id, by_issuer, by_subject, by_name, for_issuer, for_subject, for_name, method, purpose, city_id, worker_id,
               case when worker_id is null then string_to_array(worker_ids, ',')::uuid[] end, workers, selection
        from unnest(
            @ids, @byIssuers, @bySubjects, @byNames, @forIssuers, @forSubjects, @forNames, @methods, @purposes, @cityIds, @workerIds,
            @manyWorkers, @counts, @selections)
            as entry (id, by_issuer, by_subject, by_name, for_issuer, for_subject, for_name, method, purpose, city_id, worker_id, worker_ids, workers, selection)
        """;

    // Who holds a role for a city sees the city's entries; a worker, who has been read alone or among others, sees those.
    private static string Select(Reach reach) =>
        $"""
        select id, at, by_issuer, by_subject, by_name, for_issuer, for_subject, for_name, method, purpose, city_id, workers, selection
        from access_log
        where (@cityId is null or city_id = @cityId)
          and (@workerId is null or worker_id = @workerId or worker_ids @> array[@workerId])
          and ({reach.Condition("city_id", worker: "worker_id")} or worker_ids && @reachedWorkers)
          and (@after::uuid is null or id < @after)
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
        var rows = await database.ListAsync<Row>(Select(reach), reach.With(new { cityId, workerId, after, size }), cancellation);
        return [.. rows.Select(row => row.ToEntry())];
    }

    private static object Columns(IReadOnlyList<(AllowedCall Call, Accessed Accessed)> entries)
    {
        T[] Each<T>(Func<AllowedCall, Accessed, T> read) => [.. entries.Select(entry => read(entry.Call, entry.Accessed))];
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
            manyWorkers = Each((_, accessed) => accessed.WorkerIds.Count == 1 ? "" : string.Join(',', accessed.WorkerIds)),
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
