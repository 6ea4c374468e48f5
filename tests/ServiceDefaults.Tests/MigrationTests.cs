using Dapper;
using Npgsql;
using Workforce.ServiceDefaults.Errors;
using Workforce.Testing;
using Xunit;
using Xunit.Sdk;

namespace Workforce.ServiceDefaults.Tests;

[Collection(Servers.Name)]
public sealed class MigrationTests(TestServers servers)
{
    private const string Outbox = "ServiceDefaults/0001_outbox_and_inbox";

    [Fact]
    public async Task Start_FreshDatabase_KeepsAChecksumOfEachMigration()
    {
        var database = await servers.CreateDatabaseAsync();
        await StartAsync(database);
        Assert.All(await ChecksumsAsync(database), row => Assert.Matches("^[0-9a-f]{64}$", row.Checksum));
    }

    [Fact]
    public async Task Start_MigrationChangedAfterwards_IsRefusedByName()
    {
        var database = await servers.CreateDatabaseAsync();
        await StartAsync(database);
        await ExecuteAsync(database, $"update migration set checksum = repeat('0', 64) where name = '{Outbox}'");

        var refusal = await Assert.ThrowsAsync<MigrationChangedException>(() => StartAsync(database));

        Assert.Contains(Outbox, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DatabaseOfBeforeChecksums_FillsThemIn()
    {
        var database = await servers.CreateDatabaseAsync();
        await StartAsync(database);
        var first = await ChecksumsAsync(database);
        await ExecuteAsync(database, "alter table migration drop column checksum");

        await StartAsync(database);

        Assert.Equal(first, await ChecksumsAsync(database));
    }

    [Fact]
    public async Task Start_NamesOfBefore01_AreRewrittenAndNothingIsAppliedAgain()
    {
        var database = await servers.CreateDatabaseAsync();
        await StartAsync(database);
        var first = await ChecksumsAsync(database);
        await ExecuteAsync(database, "update migration set name = 'Workforce.ServiceDefaults.Storage.Migrations.0001_outbox_and_inbox.sql' where name = 'ServiceDefaults/0001_outbox_and_inbox'");

        await StartAsync(database);

        Assert.Equal(first, await ChecksumsAsync(database));
    }

    [Fact]
    public async Task Start_NewerVersionUsedTheDatabase_WarnsByNameAndStarts()
    {
        var database = await servers.CreateDatabaseAsync();
        await StartAsync(database);
        await ExecuteAsync(database, "insert into migration (name, checksum) values ('Contract/9999_of_tomorrow', repeat('0', 64))");

        // A warning that a test does not expect fails it.
        var warned = await Assert.ThrowsAsync<FailException>(() => StartAsync(database));

        Assert.Contains("Contract/9999_of_tomorrow", warned.Message, StringComparison.Ordinal);
    }

    private async Task StartAsync(string database)
    {
        await using var service = await BareService.StartAsync(servers, new ServiceSetup("contract") { Database = database });
    }

    private static async Task<List<(string Name, string Checksum)>> ChecksumsAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        return [.. await connection.QueryAsync<(string, string)>("select name, checksum from migration order by name")];
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync(sql);
    }
}
