using Dapper;
using Npgsql;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Fanout;

/// <summary>A database beside the services' own, in the same PostgreSQL, to measure what they are compared with.</summary>
internal static class SideDatabase
{
    private static readonly string[] NightTables =
    [
        "Contract/0002_contracts.sql", "Contract/0007_engagement_and_position.sql", "Evaluation/0001_evaluation_request.sql",
        "Notification/0002_notice.sql", "Notification/0004_recipients.sql", "Notification/0005_notice_key.sql",
    ];

    /// <summary>Makes it and opens the one session on it.</summary>
    public static async Task<NpgsqlConnection> CreateAsync(RunningSystem system, string name)
    {
        await using var server = await system.DatabaseOfAsync("contract");
        await using (var command = server.CreateCommand($"create database {name}"))
            await command.ExecuteNonQueryAsync();
        var session = new NpgsqlConnection($"{await system.ConnectionStringOfAsync("contract-db")};Database={name};Command Timeout=0");
        await session.OpenAsync();
        return session;
    }

    /// <summary>The tables that a night changes, by the very statements that the services make theirs with.</summary>
    public static Task CreateNightTablesAsync(this NpgsqlConnection session) => session.CreateAsync(NightTables);

    /// <summary>All tables of a service, by its own statements, for rows that are taken over whole.</summary>
    /// <param name="service">Contract, Evaluation, Notification or Registry.</param>
    public static Task CreateTablesOfAsync(this NpgsqlConnection session, string service) => session.CreateAsync([.. AllOf("ServiceDefaults"), .. AllOf(service)]);

    private static IOrderedEnumerable<string> AllOf(string owner) =>
        typeof(SideDatabase).Assembly.GetManifestResourceNames().Where(name => name.StartsWith($"{owner}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static async Task CreateAsync(this NpgsqlConnection session, string[] migrations)
    {
        foreach (var migration in migrations)
            await session.ExecuteAsync(await ReadAsync(migration));
    }

    private static async Task<string> ReadAsync(string migration)
    {
        using var reader = new StreamReader(typeof(SideDatabase).Assembly.GetManifestResourceStream(migration)
            ?? throw new InvalidOperationException($"No service has a migration {migration}"));
        return await reader.ReadToEndAsync();
    }
}
