using Dapper;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.Requests;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Evaluation.Storage;

/// <summary>Writes the requests of several batches in one statement.</summary>
public static class NewRequests
{
    private const string Columns = "(id, contract_id, worker_id, city_id, cycle_id, unit_id, head_id, due_day, state)";

    private const string Copy = $"copy evaluation_request {Columns} from stdin (format binary)";

    private const string Insert =
        $"""
        with made as (
            insert into evaluation_request {Columns}
            select * from unnest(@ids, @contracts, @workers, @cities, @cycles, @units, @heads, @dueDays, @states)
            on conflict (contract_id) do nothing
            returning unit_id, head_id)
        select unit_id as UnitId, head_id as HeadId, count(*)::int as Requests
        from made group by unit_id, head_id order by unit_id, head_id
        """;

    /// <summary>Stores those whose contract has no request yet.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="batches">
    /// Each in order of contract. Batches that share contracts are few, and two transactions that meet them in different orders are
    /// told apart by PostgreSQL: each batch is then tried alone.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>For each batch, how many of its requests were new, by unit and head.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<RequestedUnit>>> StoreAsync(
        this Work work, IReadOnlyList<IReadOnlyList<EvaluationRequest>> batches, CancellationToken cancellation)
    {
        if (await work.TryCopyAsync(Copy, [.. batches.SelectMany(batch => batch)], Write, cancellation))
            return [.. batches.Select(ByUnit)];
        var units = new List<IReadOnlyList<RequestedUnit>>();
        foreach (var batch in batches)
            units.Add(await InsertMissingAsync(work, batch, cancellation));
        return units;
    }

    private static void Write(CopyRows copy, EvaluationRequest request)
    {
        copy.Id(request.Id);
        copy.Id(request.ContractId);
        copy.Id(request.WorkerId);
        copy.Id(request.CityId);
        copy.Id(request.CycleId);
        copy.Id(request.UnitId);
        copy.Id(request.HeadId);
        copy.Day(request.DueDay);
        copy.Small((short)request.State);
    }

    private static List<RequestedUnit> ByUnit(IEnumerable<EvaluationRequest> requests) =>
        [.. requests
            .GroupBy(request => (request.UnitId, request.HeadId))
            .OrderBy(group => group.Key)
            .Select(group => new RequestedUnit(group.Key.UnitId, group.Key.HeadId, group.Count()))];

    private static async Task<IReadOnlyList<RequestedUnit>> InsertMissingAsync(
        Work work, IReadOnlyCollection<EvaluationRequest> requests, CancellationToken cancellation)
    {
        var columns = new
        {
            ids = requests.Select(request => request.Id).ToArray(),
            contracts = requests.Select(request => request.ContractId).ToArray(),
            workers = requests.Select(request => request.WorkerId).ToArray(),
            cities = requests.Select(request => request.CityId).ToArray(),
            cycles = requests.Select(request => request.CycleId).ToArray(),
            units = requests.Select(request => request.UnitId).ToArray(),
            heads = requests.Select(request => request.HeadId).ToArray(),
            dueDays = requests.Select(request => request.DueDay).ToArray(),
            states = requests.Select(request => (short)request.State).ToArray(),
        };
        var units = await work.Connection.QueryAsync<RequestedUnit>(
            new CommandDefinition(Insert, columns, work.Transaction, cancellationToken: cancellation));
        return units.AsList();
    }
}
