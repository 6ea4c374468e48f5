using Grpc.Core;
using Workforce.Registry.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>A city of whose workers the states are asked for.</summary>
internal static class StateTown
{
    /// <summary>Every worker's state, by worker, read page by page; as the counts have it too.</summary>
    /// <param name="knownAt">Empty is now.</param>
    public static async Task<IReadOnlyDictionary<Guid, V1.StateOfWorker>> StatesAsync(this Town town, ContractHost host, string day, string knownAt = "", int pageSize = 1_000)
    {
        var states = new List<V1.StateOfWorker>();
        var request = new V1.ListStatesRequest { CityId = $"{town.Id}", Day = day, KnownAt = knownAt, PageSize = pageSize };
        do
        {
            var page = await host.States.ListStatesAsync(request);
            states.AddRange(page.States);
            (request.PageToken, request.KnownAt) = (page.NextPageToken, page.KnownAt is null ? knownAt : $"{page.KnownAt.ToDateTimeOffset():O}");
        }
        while (request.PageToken.Length > 0);
        return states.ToDictionary(state => Guid.Parse(state.WorkerId));
    }

    /// <summary>How many have each state; fails unless they sum to the population.</summary>
    public static async Task<IReadOnlyDictionary<V1.WorkerState, int>> CountStatesAsync(this Town town, ContractHost host, string day, string knownAt = "")
    {
        var reply = await host.States.CountStatesAsync(new V1.CountStatesRequest { CityId = $"{town.Id}", Day = day, KnownAt = knownAt });
        Assert.Equal(reply.Population, reply.Counts.Sum(count => count.Workers));
        return reply.Counts.GroupBy(count => count.State).ToDictionary(state => state.Key, state => state.Sum(count => count.Workers));
    }

    /// <summary>The state of a contract's worker, and since when; null where the worker is not in the population.</summary>
    public static async Task<(V1.WorkerState State, string Since)?> StateAsync(this Town town, ContractHost host, RegisteredContract contract, string day, string knownAt = "") =>
        (await town.StatesAsync(host, day, knownAt)).TryGetValue(contract.WorkerId, out var state) ? (state.State, state.Since) : null;

    /// <summary>Waits until a transaction waits for an advisory lock.</summary>
    public static Task LockIsWaitedForAsync(this ContractHost host) => Eventually.HoldsAsync(
        () => host.Running.ScalarAsync<bool>("select exists (select from pg_locks where locktype = 'advisory' and not granted)"), "a transaction waits for a lock");

    public static async Task<StatusCode> StatusAsync<T>(AsyncUnaryCall<T> call) => (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode;
}
