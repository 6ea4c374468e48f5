using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

public sealed class InterceptorTests
{
    [Fact]
    public async Task ServerInterceptors_StandAroundEveryKindInOrder()
    {
        var log = new ConcurrentQueue<string>();
        await using var server = await LabServer.StartAsync(
            configure: options =>
            {
                options.Interceptors.Add<Recording>("outer");
                options.Interceptors.Add<Recording>("inner");
            },
            services: services => services.AddSingleton(log));

        await server.Client.AskAsync(new Question());
        using var count = server.Client.Count(new Question { Number = 1 });
        await foreach (var _ in count.ResponseStream.ReadAllAsync())
        {
        }

        using var sum = server.Client.Sum();
        await sum.RequestStream.CompleteAsync();
        await sum;
        using var talk = server.Client.Talk();
        await talk.RequestStream.CompleteAsync();
        Assert.False(await talk.ResponseStream.MoveNext());

        Assert.Equal(
            ["outer unary", "inner unary", "outer server", "inner server", "outer client", "inner client", "outer duplex", "inner duplex"], log);
    }

    [Fact]
    public async Task ServerInterceptor_TurnsAnExceptionIntoAStatus()
    {
        await using var server = await LabServer.StartAsync(
            new LabScript { Ask = (_, _) => throw new KeyNotFoundException() }, options => options.Interceptors.Add<NotFoundInterceptor>());

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));

        Assert.Equal((StatusCode.NotFound, "no such row"), (failure.StatusCode, failure.Status.Detail));
    }

    [Fact]
    public async Task ServiceOptions_AddToTheServersInterceptors()
    {
        var log = new ConcurrentQueue<string>();
        await using var server = await LabServer.StartAsync(
            services: services =>
            {
                services.AddSingleton(log);
                services.AddGrpc(options => options.Interceptors.Add<Recording>("server"))
                    .AddServiceOptions<LabService>(options => options.Interceptors.Add<Recording>("service"));
            });

        await server.Client.AskAsync(new Question());

        Assert.Equal(["server unary", "service unary"], log);
    }

    [Fact]
    public async Task Service_LivesInAScopeOfItsCall()
    {
        var made = new ConcurrentBag<Scoped>();
        await using var server = await LabServer.StartAsync(
            new LabScript
            {
                Ask = (_, context) =>
                {
                    var services = context.GetHttpContext().RequestServices;
                    made.Add(services.GetRequiredService<Scoped>());
                    Assert.Same(services.GetRequiredService<Scoped>(), services.GetRequiredService<Scoped>());
                    return Task.FromResult(new Answer());
                },
            },
            services: services => services.AddScoped<Scoped>());

        await server.Client.AskAsync(new Question());
        await server.Client.AskAsync(new Question());
        await server.DisposeAsync();

        Assert.Equal(2, made.Distinct().Count());
        Assert.All(made, scoped => Assert.True(scoped.IsDisposed));
    }

    [Fact]
    public async Task ClientInterceptors_SeeTheCallInOrder_AndMayChangeIt()
    {
        var log = new ConcurrentQueue<string>();
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, context) => Task.FromResult(new Answer { Text = context.RequestHeaders.GetValue("stamp") ?? "" }),
        });
        using var channel = GrpcChannel.ForAddress(server.Address);
        var invoker = channel.Intercept(new Recording("first", log), new Recording("second", log)).Intercept(headers =>
        {
            headers.Add("stamp", "added");
            return headers;
        });

        var answer = await new Lab.LabClient(invoker).AskAsync(new Question());

        Assert.Equal("added", answer.Text);
        Assert.Equal(["first call", "second call"], log);
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class NotFoundInterceptor : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            try
            {
                return await continuation(request, context);
            }
            catch (KeyNotFoundException)
            {
                throw new RpcException(new Status(StatusCode.NotFound, "no such row"));
            }
        }
    }

    private sealed class Recording(string name, ConcurrentQueue<string> log) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            log.Enqueue($"{name} unary");
            return base.UnaryServerHandler(request, context, continuation);
        }

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            log.Enqueue($"{name} client");
            return base.ClientStreamingServerHandler(requestStream, context, continuation);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            log.Enqueue($"{name} server");
            return base.ServerStreamingServerHandler(request, responseStream, context, continuation);
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            log.Enqueue($"{name} duplex");
            return base.DuplexStreamingServerHandler(requestStream, responseStream, context, continuation);
        }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            log.Enqueue($"{name} call");
            return continuation(request, context);
        }
    }
}
