using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Workforce.ServiceDefaults.Access;

namespace Workforce.ServiceDefaults.Peers;

/// <summary>
/// Tells another service what it is called for: within a call, by that call's person and for that person's purpose; else for this service's
/// own work.
/// </summary>
public sealed class CallPurpose(IHttpContextAccessor accessor, ServiceName service) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var headers = new Metadata();
        foreach (var header in context.Options.Headers ?? [])
            headers.Add(header);
        var within = AllowedCall.Find(accessor.HttpContext);
        headers.Add(AccessInterceptor.Purpose, within is { Purpose.Length: > 0 } ? within.Purpose : $"work of {service.Value}");
        if (within is not null)
            headers.Add(OnBehalf.Of(within.Actor));
        return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, context.Options.WithHeaders(headers)));
    }
}
