using Workforce.AppHost.Lifecycle;
using Workforce.AppHost.Servers;
using Npgsql;

namespace Workforce.AppHost.Tests;

public sealed class RestartTests : IDisposable
{
    private static readonly string[] Programs = ["postgres", "beam.smp", "epmd", "redis-server"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stop_EveryServer_LeavesNoProcessAndTheDataForTheNextStart()
    {
        await RunAsync(async source =>
        {
            Assert.Superset(Programs.ToHashSet(), _folder.FindProcesses().ToHashSet());
            await ExecuteAsync(source, "CREATE TABLE kept AS SELECT 2180 AS contracts");
        });
        Assert.Empty(_folder.FindProcesses());

        await RunAsync(async source => Assert.Equal(2180, await ExecuteAsync(source, "SELECT contracts FROM kept")));
        Assert.Empty(_folder.FindProcesses());
    }

    private async Task RunAsync(Func<NpgsqlDataSource, Task> use)
    {
        var builder = ApplicationExtensions.CreateBuilder();
        var servers = new ProgramServers(builder, builder.AddStateFolder(_folder.Path));
        servers.AddDatabase("registry-db");
        servers.AddBroker("messaging");
        servers.AddCache("cache");
        await using var application = builder.Build();
        await application.StartAsync();
        await application.WaitUntilHealthyAsync("registry-db", "messaging", "cache");
        await using (var source = NpgsqlDataSource.Create((await application.GetConnectionStringAsync("registry-db"))!))
            await use(source);
        await application.StopAsync();
    }

    private static async Task<object?> ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
