using Workforce.AppHost.Lifecycle;
using Workforce.AppHost.Servers;
using Npgsql;

namespace Workforce.AppHost.Tests;

public sealed class RestartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SecondStart_AfterAStop_FindsTheDataOfTheFirst()
    {
        await RunAsync(source => ExecuteAsync(source, "CREATE TABLE kept AS SELECT 2180 AS contracts"));
        Assert.Empty(_folder.FindProcesses());

        await RunAsync(async source => Assert.Equal(2180, await ExecuteAsync(source, "SELECT contracts FROM kept")));
        Assert.Empty(_folder.FindProcesses());
    }

    [Fact]
    public async Task Stop_EveryServer_LeavesNoProcess()
    {
        var builder = ApplicationExtensions.CreateBuilder();
        var servers = new ProgramServers(builder, builder.AddStateFolder(_folder.Path));
        servers.AddDatabase("registry-db");
        servers.AddBroker("messaging");
        servers.AddCache("cache");
        await using var application = builder.Build();
        await application.StartAsync();
        await application.WaitUntilHealthyAsync("registry-db", "messaging", "cache");
        Assert.Superset(new HashSet<string> { "postgres", "beam.smp", "epmd", "redis-server" }, _folder.FindProcesses().ToHashSet());

        await application.StopAsync();

        Assert.Empty(_folder.FindProcesses());
    }

    private static async Task<object?> ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task RunAsync(Func<NpgsqlDataSource, Task> use)
    {
        var builder = ApplicationExtensions.CreateBuilder();
        new ProgramServers(builder, builder.AddStateFolder(_folder.Path)).AddDatabase("registry-db");
        await using var application = builder.Build();
        await application.StartAsync();
        await application.WaitUntilHealthyAsync("registry-db");
        await using (var source = NpgsqlDataSource.Create((await application.GetConnectionStringAsync("registry-db"))!))
            await use(source);
        await application.StopAsync();
    }
}
