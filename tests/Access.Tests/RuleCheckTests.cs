using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workforce.ServiceDefaults;
using Workforce.ServiceDefaults.Outbox;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>A service that serves an RPC without a rule of who may call it does not start.</summary>
public sealed class RuleCheckTests
{
    [Fact]
    public async Task Start_AServedRpcDeclaresNoRule_FailsAndNamesIt()
    {
        await using var service = Build();
        service.MapGrpcService<UndeclaredService>();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => service.StartAsync());

        Assert.Contains("/workforce.test.Undeclared/Do declares no access rule", failure.Message, StringComparison.Ordinal);
        // What every service serves declares its own.
        Assert.DoesNotContain("workforce.access.v1", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("grpc.health", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AServedRpcDeclaresNoRule_DoesNothingBefore()
    {
        var started = false;
        await using var service = Build(services => services.AddHostedService(_ => new Started(() => started = true)));
        service.MapGrpcService<UndeclaredService>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => service.StartAsync());

        Assert.False(started);
    }

    // Nothing of it is reached: the check comes before the database is.
    private static WebApplication Build(Action<IServiceCollection>? add = null)
    {
        var builder = WebApplication.CreateBuilder(
        [
            "--environment=Development", $"--Access:SetupKey={TestTokens.KeyFile}", "--ConnectionStrings:test-db=Host=127.0.0.1;Port=1", "--urls=http://127.0.0.1:0",
        ]);
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("test");
        builder.AddDatabase("test-db");
        new ServiceSetup("test").Access(builder.Services);
        add?.Invoke(builder.Services);
        var service = builder.Build();
        service.MapServiceDefaults();
        return service;
    }

    private sealed class Started(Action act) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            act();
            return Task.CompletedTask;
        }
    }

    /// <summary>As protoc writes the base of a service whose proto has no option <c>access</c>.</summary>
    [BindServiceMethod(typeof(UndeclaredBase), nameof(Bind))]
    private abstract class UndeclaredBase
    {
        private static readonly Marshaller<Empty> Wire = Marshallers.Create(
            (_, context) => context.Complete([]), _ => new Empty());

        private static readonly Method<Empty, Empty> DoMethod = new(MethodType.Unary, "workforce.test.Undeclared", nameof(Do), Wire, Wire);

        public abstract Task<Empty> Do(Empty request, ServerCallContext context);

        public static void Bind(ServiceBinderBase binder, UndeclaredBase? service) =>
            binder.AddMethod(DoMethod, service is null ? null : new UnaryServerMethod<Empty, Empty>(service.Do));
    }

    private sealed class UndeclaredService : UndeclaredBase
    {
        public override Task<Empty> Do(Empty request, ServerCallContext context) => Task.FromResult(request);
    }
}
