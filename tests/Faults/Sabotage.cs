using Dapper;
using Workforce.Faults.Systems;

namespace Workforce.Faults;

/// <summary>Breaks the system's own safeguards from outside, to show that the oracle notices.</summary>
public static class Sabotage
{
    /// <summary>What can be broken, by name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ChaosSystem, Task>> ByName =
        new Dictionary<string, Func<ChaosSystem, Task>> { ["inbox"] = DeleteInboxAsync };

    // Each inbox row is gone as soon as it is written: no duplicate is recognised.
    private static async Task DeleteInboxAsync(ChaosSystem system)
    {
        foreach (var service in RunningSystem.Services)
        {
            await using var source = await system.Running.DatabaseOfAsync(service);
            await using var connection = await source.OpenConnectionAsync();
            await connection.ExecuteAsync(
                """
                create function delete_received() returns trigger language plpgsql as
                    'begin delete from inbox where message_id = new.message_id and endpoint = new.endpoint; return null; end';
                create trigger delete_received after insert on inbox for each row execute function delete_received();
                """);
        }
    }
}
