using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Evaluation.Requests;

/// <summary>The table of evaluation requests.</summary>
public sealed class RequestStore(Database database)
{
    private const string Columns = "id, contract_id, worker_id, city_id, cycle_id, unit_id, head_id, due_day, state";

    private static readonly NewRows<EvaluationRequest> New = new("evaluation_request", Columns, key: "contract_id", Write);

    /// <summary>Adds those whose contract has no request yet.</summary>
    /// <param name="batches">Each in order of contract.</param>
    /// <returns>For each batch, how many of its requests were new.</returns>
    public static Task<IReadOnlyList<int>> AddAsync(
        UnitOfWork work, IReadOnlyList<IReadOnlyList<EvaluationRequest>> batches, CancellationToken cancellation) =>
        New.AddAsync(work, batches, cancellation);

    /// <summary>A page of the requests that a bounded filter selects, in the order of their ids.</summary>
    /// <param name="after">Id of the last request of the page before; null on the first page.</param>
    public Task<IReadOnlyList<EvaluationRequest>> ListAsync(RequestFilter filter, Guid? after, int size, Reach reach, CancellationToken cancellation) =>
        database.ListAsync<EvaluationRequest>(
            $"select {Columns} from evaluation_request where {string.Join(" and ", Conditions(filter, after))} and {reach.Condition("city_id", "unit_id", "worker_id")} order by id limit @size",
            reach.With(new
            {
                filter.CityId,
                filter.CycleId,
                filter.UnitId,
                filter.HeadId,
                filter.ContractId,
                State = (short?)filter.State,
                after,
                size,
            }),
            cancellation);

    /// <summary>How many requests the cycle has in each state; states without any are left out.</summary>
    public async Task<IReadOnlyDictionary<RequestState, int>> CountAsync(Guid cycleId, Reach reach, CancellationToken cancellation)
    {
        var counts = await database.ListAsync<(RequestState State, int Requests)>(
            $"select state, count(*)::int from evaluation_request where cycle_id = @cycleId and {reach.Condition("city_id")} group by state",
            reach.With(new { cycleId }), cancellation);
        return counts.ToDictionary(count => count.State, count => count.Requests);
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

    // Only what is given, rather than `@x is null or x = @x`: the planner then sees which index answers.
    private static IEnumerable<string> Conditions(RequestFilter filter, Guid? after)
    {
        if (filter.CityId is not null) yield return "city_id = @CityId";
        if (filter.CycleId is not null) yield return "cycle_id = @CycleId";
        if (filter.UnitId is not null) yield return "unit_id = @UnitId";
        if (filter.HeadId is not null) yield return "head_id = @HeadId";
        if (filter.ContractId is not null) yield return "contract_id = @ContractId";
        if (filter.State is not null) yield return "state = @State";
        if (after is not null) yield return "id > @after";
    }
}
