using Dapper;
using Workforce.Bench.Systems;

namespace Workforce.Bench.Chaos;

/// <summary>Breaks the system's own safeguards from outside, to show that the oracle notices.</summary>
internal static class Sabotage
{
    /// <summary>What can be broken, by name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ChaosSystem, Task>> ByName =
        new Dictionary<string, Func<ChaosSystem, Task>> { ["inbox"] = ForgetInboxAsync };

    // Each inbox row is gone as soon as it is written: every message is handled as if it came for the first time.
    private static async Task ForgetInboxAsync(ChaosSystem system)
    {
        foreach (var service in RunningSystem.Services)
        {
            await using var source = await system.Running.DatabaseOfAsync(service);
            await using var connection = await source.OpenConnectionAsync();
            await connection.ExecuteAsync(
                """
                create function forget() returns trigger language plpgsql as
                    'begin delete from inbox where message_id = new.message_id and endpoint = new.endpoint; return null; end';
                create trigger forget after insert on inbox for each row execute function forget();
                """);
        }
    }
}
