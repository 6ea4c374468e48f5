using Dapper;
using Npgsql;

namespace Workforce.Faults.Nation;

public static class Settling
{
    /// <summary>What autovacuum and the checkpointer would have done in the months before the night.</summary>
    public static async Task SettleAsync(this NpgsqlConnection connection)
    {
        foreach (var statement in (string[])["vacuum analyze;", "checkpoint;"])
            await connection.ExecuteAsync(statement, commandTimeout: 0);
    }
}
