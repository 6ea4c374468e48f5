using Npgsql;
using NpgsqlTypes;
using Workforce.Contract.Expiry;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>Contracts in force on a day that is over, as the sweep takes them.</summary>
public static class DueContractTable
{
    // One sweep at a time has a cycle in hand, by a lock that ends with the transaction; locking the rows instead would write
    // each of them twice. Who gets the lock only after another's commit may still see its rows in force, but not take them:
    // the update looks at each once more.
    // By ctid, in an array: joined with the claimed rows, the planner would scan the whole table for each chunk.
    private const string ExpireSql = """
        update contract set cycle_id = $1
        where (select pg_try_advisory_xact_lock(hashtextextended($1::text, 0))) and cycle_id is null
          and ctid = any(array(
            select ctid from contract
            where city_id = $2 and last_day = $3 and (unit_id, contract_id) > ($4, $5)
              and cycle_id is null and unit_id <> all($6)
            order by unit_id, contract_id
            limit $7))
        returning unit_id, contract_id, worker_id
        """;

    /// <summary>
    /// Claims the next contracts, unless another sweep has the cycle in hand, and marks them expired, in one statement.
    /// </summary>
    /// <param name="work">The transaction; the contracts are claimed until it ends.</param>
    /// <param name="chunk">Which contracts.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>By unit and contract; fewer than asked for when these are the last.</returns>
    public static async Task<IReadOnlyList<DueContract>> ExpireAsync(Work work, ChunkClaim chunk, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(ExpireSql, work.Connection, work.Transaction)
        {
            Parameters =
            {
                new() { Value = chunk.CycleId },
                new() { Value = chunk.CityId },
                new() { Value = chunk.LastDay },
                new() { Value = chunk.After.UnitId },
                new() { Value = chunk.After.ContractId },
                new() { Value = chunk.ExceptUnits.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = chunk.Size },
            },
        };
        var expired = new List<DueContract>(chunk.Size);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            expired.Add(new DueContract(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2)));
        expired.Sort(DueContract.InOrder);
        return expired;
    }
}
