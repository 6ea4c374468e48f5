using Workforce.AppHost.Lifecycle;
using Workforce.AppHost.Servers;
using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;

namespace Workforce.AppHost.Tests;

public sealed class ProgramServersTests(ProgramServersTests.Servers servers) : IClassFixture<ProgramServersTests.Servers>
{
    [Fact]
    public async Task Database_OnceHealthy_IsTheOneNamed()
    {
        Assert.Equal("registry-db", await servers.QueryAsync<string>("registry-db", "SELECT current_database()::text"));
        Assert.Equal("contract-db", await servers.QueryAsync<string>("contract-db", "SELECT current_database()::text"));
    }

    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    [InlineData("synchronous_commit")]
    public async Task Database_Durability_IsOn(string setting) =>
        Assert.Equal("on", await servers.QueryAsync<string>("registry-db", $"SELECT current_setting('{setting}')"));

    [Fact]
    public async Task Database_WrongPassword_IsRefused()
    {
        var wrong = new NpgsqlConnectionStringBuilder(await servers.GetAddressAsync("registry-db")) { Password = "wrong", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task Broker_OnceHealthy_KeepsAMessageInAQuorumQueue()
    {
        var factory = new ConnectionFactory { Uri = new(await servers.GetAddressAsync("messaging")) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync("letters", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.BasicPublishAsync("", "letters", "a letter"u8.ToArray());
        BasicGetResult? received = null;
        for (var attempt = 0; received is null && attempt < 100; attempt++)
        {
            await Task.Delay(50);
            received = await channel.BasicGetAsync("letters", autoAck: true);
        }

        Assert.NotNull(received);
        Assert.Equal("a letter"u8, received.Body.Span);
    }

    [Fact]
    public async Task Start_FolderInUse_IsRefusedInOneSentence()
    {
        var builder = ApplicationExtensions.CreateBuilder();
        new ProgramServers(builder, builder.AddStateFolder(servers.Folder)).AddCache("cache");
        await using var second = builder.Build();
        var refusal = await Assert.ThrowsAsync<StateFolderInUseException>(() => second.StartAsync());
        Assert.Contains(servers.Folder, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task KilledServer_IsReportedAndStaysDown_UntilStartedAgain()
    {
        var application = servers.Application;
        var running = await application.WaitForStateAsync("redis", KnownResourceStates.Running);
        using (var redis = Process.GetProcessById(running.ProcessId()!.Value))
            redis.Kill();

        await application.WaitForStateAsync("redis", KnownResourceStates.TerminalStates);
        await Task.Delay(500);
        Assert.True(application.ResourceNotifications.TryGetCurrentState("redis", out var later));
        Assert.Contains(later!.Snapshot.State!.Text, KnownResourceStates.TerminalStates);

        var started = await application.ResourceCommands.ExecuteCommandAsync("redis", KnownResourceCommands.StartCommand);
        Assert.True(started.Success, started.Message);
        await application.WaitUntilHealthyAsync("redis");
    }

    public sealed class Servers : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Servers()
        {
            var builder = ApplicationExtensions.CreateBuilder();
            var servers = new ProgramServers(builder, builder.AddStateFolder(Folder));
            servers.AddDatabase("registry-db");
            servers.AddDatabase("contract-db");
            servers.AddBroker("messaging");
            servers.AddCache("cache");
            Application = builder.Build();
        }

        public string Folder => _folder.Path;

        public DistributedApplication Application { get; }

        public async Task InitializeAsync()
        {
            await Application.StartAsync();
            await Application.WaitUntilHealthyAsync("registry-db", "contract-db", "messaging", "cache");
        }

        public async Task<string> GetAddressAsync(string name) => (await Application.GetConnectionStringAsync(name))!;

        public async Task<T> QueryAsync<T>(string database, string sql)
        {
            await using var source = NpgsqlDataSource.Create(await GetAddressAsync(database));
            await using var query = source.CreateCommand(sql);
            return (T)(await query.ExecuteScalarAsync())!;
        }

        public async Task DisposeAsync() => await Application.DisposeAsync();

        public void Dispose() => _folder.Dispose();
    }
}
