using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>How services are served; what a service's own options leave unset is taken from the server's.</summary>
public class GrpcServiceOptions
{
    private IList<ICompressionProvider>? _compressionProviders;

    /// <summary>Bytes; null, when set, means without limit. Unlimited by default.</summary>
    public int? MaxSendMessageSize
    {
        get;
        set
        {
            field = value;
            MaxSendMessageSizeSpecified = true;
        }
    }

    /// <summary>Bytes; null, when set, means without limit. 4 MiB by default.</summary>
    public int? MaxReceiveMessageSize
    {
        get;
        set
        {
            field = value;
            MaxReceiveMessageSizeSpecified = true;
        }
    }

    /// <summary>Whether the caller is told the message of an exception that a service did not handle.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>A <c>grpc-encoding</c>; it is used where the caller accepts it.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    public CompressionLevel? ResponseCompressionLevel { get; set; }

    public IList<ICompressionProvider> CompressionProviders => _compressionProviders ??= [];

    /// <summary>Whether a call of an unknown service or method is left to the rest of the application.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>The server's interceptors run before a service's own.</summary>
    public InterceptorCollection Interceptors { get; } = [];

    internal bool MaxSendMessageSizeSpecified { get; private set; }

    internal bool MaxReceiveMessageSizeSpecified { get; private set; }

    internal bool HasCompressionProviders => _compressionProviders is not null;
}

/// <summary>Options of one service.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions where TService : class
{
}
