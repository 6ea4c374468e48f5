using Dapper;
using Npgsql;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Nation;

/// <summary>
/// Puts governments with their workers and active contracts where an import would have left them, only faster. No sweep finds
/// them before <see cref="FallDueAsync"/>.
/// </summary>
public sealed class Fill(NpgsqlDataSource registry, NpgsqlDataSource contract) : IAsyncDisposable
{
    public static async Task<Fill> OpenAsync(RunningSystem system) =>
        new(await system.DatabaseOfAsync("registry"), await system.DatabaseOfAsync("contract"));

    public async Task StoreAsync(IReadOnlyCollection<Government> governments)
    {
        await using var inRegistry = await registry.OpenConnectionAsync();
        await using var inContract = await contract.OpenConnectionAsync();
        await Task.WhenAll(
            RegistryRows.StoreAsync(inRegistry, governments),
            ContractRows.StoreAsync(inContract, governments));
    }

    /// <summary>Gives some of the workers a next contract, which is not due.</summary>
    public async Task StoreNextAsync(IReadOnlyCollection<Government> governments)
    {
        await using var inContract = await contract.OpenConnectionAsync();
        await ContractRows.CopyNextContractsAsync(inContract, governments);
    }

    public async Task SettleAsync()
    {
        foreach (var source in (NpgsqlDataSource[])[registry, contract])
        {
            await using var connection = await source.OpenConnectionAsync();
            await connection.SettleAsync();
        }
    }

    /// <summary>From now on the sweep finds them.</summary>
    public async Task FallDueAsync(IEnumerable<Government> governments)
    {
        await using var connection = await contract.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "insert into unswept_day (city_id, last_day) select unnest(@ids), @LastDay on conflict do nothing",
            new { ids = governments.Select(government => government.Id).ToArray(), Government.LastDay });
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        await contract.DisposeAsync();
    }
}
