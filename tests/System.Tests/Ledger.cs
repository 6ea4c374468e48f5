using Workforce.Bench.Systems;
using Dapper;

namespace Workforce.System.Tests;

/// <summary>
/// What the databases themselves hold of a city's night, whatever the services say: the contracts that expired, the requests
/// and the notices, and how many contracts each of them names.
/// </summary>
internal sealed record Ledger(int Expired, int Requests, int RequestedContracts, int Notices, int ToldContracts)
{
    public static async Task<Ledger> OfAsync(RunningSystem system, string city)
    {
        var cityId = Guid.Parse(city);
        await using var contract = await system.DatabaseOfAsync("contract");
        await using var evaluation = await system.DatabaseOfAsync("evaluation");
        await using var notification = await system.DatabaseOfAsync("notification");

        await using var contracts = await contract.OpenConnectionAsync();
        var cycles = (await contracts.QueryAsync<Guid>("select cycle_id from cycle where city_id = @cityId", new { cityId })).ToArray();
        var expired = await contracts.ExecuteScalarAsync<int>(
            "select count(*) from contract where cycle_id = any(@cycles)", new { cycles });

        await using var requests = await evaluation.OpenConnectionAsync();
        var requested = await requests.QuerySingleAsync<(int, int)>(
            "select count(*)::int, count(distinct contract_id)::int from evaluation_request where cycle_id = any(@cycles)", new { cycles });

        await using var notices = await notification.OpenConnectionAsync();
        var told = await notices.QuerySingleAsync<(int, int)>(
            "select count(*)::int, count(distinct contract_id)::int from notice where cycle_id = any(@cycles)", new { cycles });

        return new Ledger(expired, requested.Item1, requested.Item2, told.Item1, told.Item2);
    }

    public static Ledger Complete(int contracts) => new(contracts, contracts, contracts, contracts, contracts);
}
