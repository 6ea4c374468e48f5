using Grpc.AspNetCore.Server.Calls;
using Grpc.Core;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Answers gRPC calls of what is not served with UNIMPLEMENTED, where routing would answer 404.</summary>
internal sealed class UnknownMethods
{
    private const string ServiceParameter = "unimplementedService";
    private const string MethodParameter = "unimplementedMethod";

    private readonly HashSet<string> _mapped = [];

    public void Map(IEndpointRouteBuilder routes, IEnumerable<string> serviceNames)
    {
        foreach (var service in serviceNames)
        {
            if (_mapped.Add(service))
                Map(routes, $"/{service}/{{{MethodParameter}}}", "Method is unimplemented.");
        }

        if (_mapped.Add("*"))
            Map(routes, $"/{{{ServiceParameter}}}/{{{MethodParameter}}}", "Service is unimplemented.");
    }

    private static void Map(IEndpointRouteBuilder routes, string pattern, string detail)
    {
        var onlyGrpc = new RouteValueDictionary { [MethodParameter] = new GrpcConstraint() };
        routes.Map(RoutePatternFactory.Parse(pattern, defaults: null, onlyGrpc), httpContext =>
            TrailersOnly.RefuseAsync(httpContext, StatusCodes.Status200OK, new Status(StatusCode.Unimplemented, detail)))
            .WithDisplayName($"gRPC - {detail}");
    }

    private sealed class GrpcConstraint : IRouteConstraint
    {
        public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            httpContext is not null
            && HttpMethods.IsPost(httpContext.Request.Method)
            && WireNames.IsGrpc(httpContext.Request.ContentType);
    }
}
