using System.Reflection;
using Grpc.AspNetCore.Server.Calls;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Asks a generated service for its methods and gives each an endpoint.</summary>
internal sealed class ServiceEndpoints<TService> : ServiceBinderBase where TService : class
{
    private readonly IEndpointRouteBuilder _routes;
    private readonly UnknownMethods _unknown;
    private readonly MethodSettings _settings;
    private readonly ILogger _logger;
    private readonly PerCall<TService> _activator = new(typeof(TService), []);
    private readonly HashSet<string> _serviceNames = [];
    private readonly List<IEndpointConventionBuilder> _endpoints = [];

    public ServiceEndpoints(IEndpointRouteBuilder routes, UnknownMethods unknown)
    {
        _routes = routes;
        _unknown = unknown;
        var services = routes.ServiceProvider;
        _settings = MethodSettings.Merge(
            services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value,
            services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value);
        _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Grpc.AspNetCore.Server.ServerCallHandler");
    }

    public IReadOnlyList<IEndpointConventionBuilder> Map()
    {
        FindBindMethod().Invoke(null, BindingFlags.DoNotWrapExceptions, null, [this, null], null);
        if (!_settings.IgnoreUnknownServices)
            _unknown.Map(_routes, _serviceNames);

        return _endpoints;
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var target = Target(method, typeof(TRequest), typeof(ServerCallContext));
        var invoke = target.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        var pipeline = InterceptorPipeline.Unary<TRequest, TResponse>(
            _settings.Interceptors,
            (request, context) => _activator.UseAsync(context, service => invoke(service, request, context)));
        Map(method, target, call => MethodHandlers.UnaryAsync(call, method, pipeline));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var target = Target(method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var invoke = target.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>();
        var pipeline = InterceptorPipeline.ClientStreaming<TRequest, TResponse>(
            _settings.Interceptors,
            (requests, context) => _activator.UseAsync(context, service => invoke(service, requests, context)));
        Map(method, target, call => MethodHandlers.ClientStreamingAsync(call, method, pipeline));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var target = Target(method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = target.CreateDelegate<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var pipeline = InterceptorPipeline.ServerStreaming<TRequest, TResponse>(
            _settings.Interceptors,
            (request, responses, context) => _activator.UseAsync(context, service => invoke(service, request, responses, context)));
        Map(method, target, call => MethodHandlers.ServerStreamingAsync(call, method, pipeline));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var target = Target(method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = target.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var pipeline = InterceptorPipeline.DuplexStreaming<TRequest, TResponse>(
            _settings.Interceptors,
            (requests, responses, context) => _activator.UseAsync(context, service => invoke(service, requests, responses, context)));
        Map(method, target, call => MethodHandlers.DuplexStreamingAsync(call, method, pipeline));
    }

    private void Map(IMethod method, MethodInfo target, Func<HttpServerCallContext, Task> handle)
    {
        var endpoint = _routes.Map(
            RoutePatternFactory.Parse(method.FullName),
            httpContext => CallPipeline.RunAsync(httpContext, method, _settings, _logger, handle));

        endpoint.Add(builder =>
        {
            builder.DisplayName = $"gRPC - {method.FullName}";
            builder.Metadata.Add(new GrpcMethodMetadata(typeof(TService), method));
            builder.Metadata.Add(new HttpMethodMetadata([HttpMethods.Post], acceptCorsPreflight: true));
            foreach (var attribute in typeof(TService).GetCustomAttributes(inherit: true).Concat(target.GetCustomAttributes(inherit: true)))
                builder.Metadata.Add(attribute);
        });
        _endpoints.Add(endpoint);
        _serviceNames.Add(method.ServiceName);
    }

    private static MethodInfo Target(IMethod method, params Type[] parameters) =>
        typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
        ?? throw new InvalidOperationException($"{typeof(TService)} has no method {method.Name} to serve {method.FullName}.");

    private static MethodInfo FindBindMethod()
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is not { } attribute)
                continue;

            var bind = attribute.BindType.GetMethod(
                attribute.BindMethodName,
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static,
                [typeof(ServiceBinderBase), type]);
            if (bind is not null)
                return bind;
        }

        throw new InvalidOperationException($"{typeof(TService)} does not derive from a generated gRPC service base.");
    }
}
