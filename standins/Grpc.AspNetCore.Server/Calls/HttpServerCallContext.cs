using System.Net.Sockets;
using Grpc.AspNetCore.Server.Binding;
using Grpc.Core;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>A call over an HTTP/2 request: what the service sees of it. How it is read, written and ended is in the other part.</summary>
internal sealed partial class HttpServerCallContext : ServerCallContext, IServerCallContextFeature, IDisposable
{
    private static readonly AuthContext Unauthenticated = new(null, []);

    private readonly MethodSettings _settings;
    private readonly CallDeadline _deadline;
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;

    public HttpServerCallContext(HttpContext httpContext, MethodSettings settings)
    {
        HttpContext = httpContext;
        _settings = settings;
        _deadline = CallDeadline.Of(httpContext);
        _writer = CreateWriter();
    }

    public HttpContext HttpContext { get; }

    /// <summary>Ends when the deadline passes; null without a deadline.</summary>
    public Task? Expired => _deadline.Passed;

    public bool IsExpired => _deadline.IsPassed;

    ServerCallContext IServerCallContextFeature.ServerCallContext => this;

    protected override string MethodCore => HttpContext.Request.Path.Value!;

    protected override string HostCore => HttpContext.Request.Host.Value ?? "";

    protected override string PeerCore
    {
        get
        {
            var connection = HttpContext.Connection;
            return connection.RemoteIpAddress switch
            {
                null => "unknown",
                { AddressFamily: AddressFamily.InterNetworkV6 } address => $"ipv6:[{address}]:{connection.RemotePort}",
                var address => $"ipv4:{address}:{connection.RemotePort}",
            };
        }
    }

    protected override DateTime DeadlineCore => _deadline.At;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadRequestHeaders();

    protected override CancellationToken CancellationTokenCore => _deadline.Token;

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => Unauthenticated;

    public void Dispose() => _deadline.Dispose();

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotImplementedException("A call's deadline and token are handed on through CallOptions.");

    private Metadata ReadRequestHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in HttpContext.Request.Headers)
        {
            if (WireNames.IsReserved(name))
                continue;

            foreach (var value in values)
                MetadataHeaders.Add(metadata, name, value ?? "");
        }

        return metadata;
    }
}
