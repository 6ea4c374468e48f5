using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Access;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>A stream of personal data: no message of it leaves before the access log has been written.</summary>
public sealed class PersonalStreamTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly TestServers _servers = new();

    public Task InitializeAsync() => _servers.InitializeAsync();

    public Task DisposeAsync() => _servers.DisposeAsync();

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Theory]
    [InlineData(false, StatusCode.Internal)]
    [InlineData(true, StatusCode.OK)]
    public async Task Stream_FirstMessage_LeavesOnceTheLogIsWritten(bool isLogged, StatusCode status)
    {
        await using var service = await TestService.StartAsync(_servers, new ServiceSetup("stream"), builder =>
        {
            builder.Services.AddSingleton(new Streaming(isLogged));
            builder.Services.AddSingleton<IStartupFilter, Mapped>();
        });
        if (!isLogged)
            service.Log.Expect("Export failed");

        using var call = service.Client<ExportService.ExportServiceClient>().Export(new ExportRequest { CityId = $"{Guid.NewGuid()}" });
        var received = 0;
        var ended = await Record.ExceptionAsync(async () =>
        {
            await foreach (var _ in call.ResponseStream.ReadAllAsync())
                received++;
        });

        Assert.Equal((status, isLogged ? 1 : 0), ((ended as RpcException)?.StatusCode ?? StatusCode.OK, received));
    }

    private sealed record Streaming(bool IsLogged);

    private sealed class StreamingService(Streaming streaming) : ExportService.ExportServiceBase
    {
        public override async Task Export(ExportRequest request, IServerStreamWriter<ExportPiece> responseStream, ServerCallContext context)
        {
            if (streaming.IsLogged)
                AccessLog.NothingPersonal(context.Allowed());
            await responseStream.WriteAsync(new ExportPiece { Header = new ExportHeader() });
        }
    }

    private sealed class Mapped : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
        {
            // Before what every service serves, which answers calls that no service has.
            application.UseRouting();
            application.UseEndpoints(endpoints => endpoints.MapGrpcService<StreamingService>());
            next(application);
        };
    }
}
