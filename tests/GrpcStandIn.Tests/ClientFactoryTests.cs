using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

public sealed class ClientFactoryTests
{
    [Fact]
    public async Task Client_IsInjectedWithItsAddressInterceptorsAndHandlers()
    {
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, context) => Task.FromResult(new Answer { Text = $"{context.RequestHeaders.GetValue("stamp")} {context.RequestHeaders.GetValue("handler")}" }),
        });
        var services = new ServiceCollection();
        services.AddTransient<Stamping>();
        services.AddTransient<Handling>();
        services.AddGrpcClient<Lab.LabClient>(options => options.Address = new Uri(server.Address))
            .ConfigureChannel(channel => channel.MaxReceiveMessageSize = 1000)
            .AddInterceptor<Stamping>()
            .AddHttpMessageHandler<Handling>();
        await using var provider = services.BuildServiceProvider();

        var client = provider.GetRequiredService<Lab.LabClient>();

        Assert.Equal("stamped handled", (await client.AskAsync(new Question())).Text);
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            using var count = client.Count(new Question { Number = 1, Payload = Google.Protobuf.ByteString.CopyFrom(new byte[5000]) });
            await count.ResponseStream.MoveNext();
        });
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public async Task Client_TakesItsAddressFromOtherServices()
    {
        await using var server = await LabServer.StartAsync();
        var services = new ServiceCollection();
        services.AddSingleton(new Uri(server.Address));
        services.AddGrpcClient<Lab.LabClient>((provider, options) => options.Address = provider.GetRequiredService<Uri>());
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(4, (await provider.GetRequiredService<Lab.LabClient>().AskAsync(new Question { Number = 4 })).Number);
    }

    [Fact]
    public async Task NamedClients_AreMadeByTheFactory()
    {
        await using var first = await LabServer.StartAsync(new LabScript { Ask = (_, _) => Task.FromResult(new Answer { Text = "first" }) });
        await using var second = await LabServer.StartAsync(new LabScript { Ask = (_, _) => Task.FromResult(new Answer { Text = "second" }) });
        var services = new ServiceCollection();
        services.AddGrpcClient<Lab.LabClient>("a", options => options.Address = new Uri(first.Address));
        services.AddGrpcClient<Lab.LabClient>("b", options => options.Address = new Uri(second.Address));
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<GrpcClientFactory>();

        Assert.Equal("first", (await factory.CreateClient<Lab.LabClient>("a").AskAsync(new Question())).Text);
        Assert.Equal("second", (await factory.CreateClient<Lab.LabClient>("b").AskAsync(new Question())).Text);
    }

    [Fact]
    public void Client_WithoutAddress_SaysSo()
    {
        var services = new ServiceCollection();
        services.AddGrpcClient<Lab.LabClient>();
        using var provider = services.BuildServiceProvider();

        var failure = Assert.Throws<InvalidOperationException>(provider.GetRequiredService<Lab.LabClient>);

        Assert.Contains("address", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class Stamping : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var options = context.Options.WithHeaders(new Metadata { { "stamp", "stamped" } });
            return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
        }
    }

    private sealed class Handling : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("handler", "handled");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
