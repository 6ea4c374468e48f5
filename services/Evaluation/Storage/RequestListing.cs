using Dapper;
using Workforce.Evaluation.Requests;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Evaluation.Storage;

/// <summary>Reads requests in the order in which they were made.</summary>
public sealed class RequestListing(Database database)
{
    /// <summary>One page of the requests that the filter means, which must name something they are looked up by.</summary>
    public async Task<IReadOnlyList<EvaluationRequest>> ListAsync(RequestFilter filter, Page page, CancellationToken cancellation)
    {
        var sql = $"""
            select id, contract_id as ContractId, worker_id as WorkerId, city_id as CityId, cycle_id as CycleId,
                unit_id as UnitId, head_id as HeadId, due_day as DueDay, state
            from evaluation_request
            where {string.Join(" and ", Conditions(filter, page))}
            order by id
            limit @Size
            """;
        var parameters = new
        {
            filter.CityId,
            filter.CycleId,
            filter.UnitId,
            filter.HeadId,
            filter.ContractId,
            State = (short?)filter.State,
            After = page.AfterId(),
            page.Size,
        };
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<EvaluationRequest>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))];
    }

    /// <summary>How many requests the cycle has in each state; a state that none is in is left out.</summary>
    public async Task<IReadOnlyDictionary<RequestState, int>> CountAsync(Guid cycleId, CancellationToken cancellation)
    {
        const string sql = "select state, count(*)::int from evaluation_request where cycle_id = @cycleId group by state";
        await using var connection = await database.OpenAsync(cancellation);
        var counts = await connection.QueryAsync<(RequestState State, int Requests)>(
            new CommandDefinition(sql, new { cycleId }, cancellationToken: cancellation));
        return counts.ToDictionary(count => count.State, count => count.Requests);
    }

    // Only what is given, rather than `@x IS NULL OR x = @x`: the planner then sees which index answers.
    private static IEnumerable<string> Conditions(RequestFilter filter, Page page)
    {
        if (filter.CityId is not null) yield return "city_id = @CityId";
        if (filter.CycleId is not null) yield return "cycle_id = @CycleId";
        if (filter.UnitId is not null) yield return "unit_id = @UnitId";
        if (filter.HeadId is not null) yield return "head_id = @HeadId";
        if (filter.ContractId is not null) yield return "contract_id = @ContractId";
        if (filter.State is not null) yield return "state = @State";
        if (page.After is not null) yield return "id > @After";
    }
}
