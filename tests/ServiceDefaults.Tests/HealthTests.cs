using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using Npgsql;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

[Collection(Servers.Name)]
public sealed class HealthTests(TestServers servers)
{
    [Fact]
    public async Task Probes_AllIsThere_AreOk()
    {
        await using var service = await BareService.StartAsync(servers);

        Assert.Equal(HttpStatusCode.OK, await service.GetStatusAsync("/alive"));
        Assert.Equal(HttpStatusCode.OK, await service.GetStatusAsync("/health"));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await service.GetGrpcHealthAsync());
    }

    [Fact]
    public async Task Probes_DatabaseGone_OnlyTheProcessIsAlive()
    {
        await using var service = await BareService.StartAsync(servers);
        service.Log.Expect("Health check database with status Unhealthy");
        await DropAsync(service.ConnectionString);

        Assert.Equal(HttpStatusCode.OK, await service.GetStatusAsync("/alive"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.GetStatusAsync("/health"));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await service.GetGrpcHealthAsync());
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public async Task Reflection_Environment_DecidesWhetherItAnswers(string environment, bool answers)
    {
        await using var service = await BareService.StartAsync(
            servers, $"environment={environment}", "Access:Authority=https://sso.uji", answers ? $"Access:SetupKey={TestTokens.KeyFile}" : "Access:SetupKey=");
        if (answers)
            Assert.Contains("workforce.messaging.v1.DeadLetterService", await ListServicesAsync(service));
        else
            Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(() => ListServicesAsync(service))).StatusCode);
    }

    // A refusal may come while the question is still written.
    private static async Task<IEnumerable<string>> ListServicesAsync(TestService service)
    {
        using var call = service.Client<ServerReflection.ServerReflectionClient>().ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext());
        return call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name);
    }

    private async Task DropAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create($"{servers.PostgreSql};Database=postgres;Pooling=false");
        await using var command = source.CreateCommand($"drop database {new NpgsqlConnectionStringBuilder(database).Database} with (force)");
        await command.ExecuteNonQueryAsync();
    }
}
