using Grpc.Core;
using Npgsql;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

[Collection(Servers.Name)]
public sealed class UnreachableTests(TestServers servers)
{
    [Fact]
    public async Task Is_ServerEndsTheSessionInATransaction_IsUnreachable()
    {
        await using var source = NpgsqlDataSource.Create(await servers.CreateDatabaseAsync());
        await using var working = await source.OpenConnectionAsync();
        await using var transaction = await working.BeginTransactionAsync();
        await using var ending = source.CreateCommand($"select pg_terminate_backend({working.ProcessID})");
        await ending.ExecuteNonQueryAsync();

        await using var command = new NpgsqlCommand("select 1", working, transaction);
        var error = await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync());

        Assert.True(Unreachable.Is(error), $"{error.GetType().Name}: {error.Message}");
    }

    [Fact]
    public async Task Is_ServerEndsTheSessionWhileAColumnIsRead_IsUnreachable()
    {
        await using var source = NpgsqlDataSource.Create(await servers.CreateDatabaseAsync());
        using var signal = new OutboxSignal();
        var database = new Database(source, signal);
        OneColumnRead.AfterTheFirst = pid =>
        {
            using var ending = source.CreateCommand($"select pg_terminate_backend({pid}, 10000)");
            Assert.Equal(true, ending.ExecuteScalar());
        };

        // The second column is more than the client and the sockets between take in before it asks for it.
        var error = await Assert.ThrowsAnyAsync<NpgsqlException>(() => database.ListAsync<OneColumnRead>(
            "select pg_backend_pid() as first, convert_to(repeat('x', 100000000), 'UTF8') as second", null, default));

        Assert.True(Unreachable.Is(error), $"{error.GetType().Name}: {error.Message}");
    }

    [Theory]
    [InlineData(PostgresErrorCodes.AdminShutdown)]
    [InlineData(PostgresErrorCodes.CrashShutdown)]
    [InlineData(PostgresErrorCodes.CannotConnectNow)]
    public void Is_ServerStops_IsUnreachable(string sqlState) => Assert.True(Unreachable.Is(Said(sqlState)));

    [Theory]
    [InlineData(PostgresErrorCodes.UniqueViolation)]
    [InlineData(PostgresErrorCodes.UndefinedTable)]
    public void Is_StatementsOwnFault_IsNot(string sqlState) => Assert.False(Unreachable.Is(Said(sqlState)));

    [Fact]
    public async Task Is_ServiceHasClosedItsDataSource_IsUnreachable()
    {
        var source = NpgsqlDataSource.Create(await servers.CreateDatabaseAsync());
        await source.DisposeAsync();

        var error = await Assert.ThrowsAsync<ObjectDisposedException>(() => source.OpenConnectionAsync().AsTask());

        Assert.True(Unreachable.Is(error), $"{error.ObjectName}: {error.Message}");
        Assert.False(Unreachable.Is(new ObjectDisposedException("SemaphoreSlim")));
    }

    [Fact]
    public void Is_ConnectionEndedUnderTheCall_IsUnreachable()
    {
        var closed = new HttpRequestException("The HTTP/2 server closed the connection.", new HttpProtocolException(0, "NO_ERROR", null));

        Assert.True(Unreachable.Is(new RpcException(new Status(StatusCode.Internal, "Error in gRPC call.", closed))));
        Assert.False(Unreachable.Is(new RpcException(new Status(StatusCode.Internal, "the service failed; its log says why"))));
    }

    [Theory]
    [InlineData(StatusCode.Unauthenticated)]
    [InlineData(StatusCode.PermissionDenied)]
    public void Is_PeerRefusesThisServicesOwnToken_IsUnreachable(StatusCode refusal) =>
        Assert.True(Unreachable.Is(new RpcException(new Status(refusal, "the token is signed by a key that its issuer does not have"))));

    private sealed class OneColumnRead
    {
        public static Action<int> AfterTheFirst { get; set; } = _ => { };

        public int First
        {
            get;
            set
            {
                AfterTheFirst(value);
                field = value;
            }
        }

        public byte[] Second { get; set; } = [];
    }

    private static PostgresException Said(string sqlState) => new("said so", "FATAL", "FATAL", sqlState);
}
