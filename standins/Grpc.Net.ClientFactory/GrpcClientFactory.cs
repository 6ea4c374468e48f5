using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>Makes registered clients by name.</summary>
public abstract class GrpcClientFactory
{
    /// <exception cref="InvalidOperationException">No client of this type has this name, or it has no address.</exception>
    public abstract TClient CreateClient<TClient>(string name) where TClient : class;
}

internal sealed class DefaultGrpcClientFactory(IServiceProvider services, SharedInvokers invokers, IOptionsMonitor<GrpcClientFactoryOptions> options)
    : GrpcClientFactory
{
    public override TClient CreateClient<TClient>(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var found = options.Get(name);
        var interceptors = found.InterceptorRegistrations.Where(registration => registration.Scope == InterceptorScope.Client);
        var invoker = invokers.Get(typeof(TClient), name).Intercept([.. interceptors.Select(registration => registration.Creator(services))]);
        return (TClient)(found.Creator?.Invoke(invoker) ?? ActivatorUtilities.CreateInstance<TClient>(services, invoker));
    }
}

/// <summary>Keeps one channel for each name: connections outlive the clients that use them.</summary>
internal sealed class SharedInvokers(
    IServiceProvider services,
    IHttpMessageHandlerFactory handlers,
    IOptionsMonitor<GrpcClientFactoryOptions> options,
    ILoggerFactory loggerFactory) : IDisposable
{
    private readonly ConcurrentDictionary<(Type Client, string Name), Lazy<(GrpcChannel Channel, CallInvoker Invoker)>> _invokers = new();

    public CallInvoker Get(Type client, string name) =>
        _invokers.GetOrAdd((client, name), key => new(() => Create(key.Client, key.Name))).Value.Invoker;

    public void Dispose()
    {
        foreach (var entry in _invokers.Values.Where(entry => entry.IsValueCreated))
            entry.Value.Channel.Dispose();
    }

    private (GrpcChannel, CallInvoker) Create(Type client, string name)
    {
        var found = options.Get(name);
        var channelOptions = new GrpcChannelOptions
        {
            HttpHandler = handlers.CreateHandler(name),
            LoggerFactory = loggerFactory,
            ServiceProvider = services,
        };
        foreach (var configure in found.ChannelOptionsActions)
            configure(channelOptions);

        var address = found.Address
            ?? throw new InvalidOperationException($"The gRPC client '{name}' of type {client} has no address: set {nameof(GrpcClientFactoryOptions)}.{nameof(found.Address)}.");
        var channel = GrpcChannel.ForAddress(address, channelOptions);
        var interceptors = found.InterceptorRegistrations.Where(registration => registration.Scope == InterceptorScope.Channel);
        return (channel, channel.Intercept([.. interceptors.Select(registration => registration.Creator(services))]));
    }
}
