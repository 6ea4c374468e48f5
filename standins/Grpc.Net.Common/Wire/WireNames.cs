using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.Net.Wire;

/// <summary>Names of "gRPC over HTTP2", the protocol's public description.</summary>
internal static class WireNames
{
    public const string ContentType = "application/grpc";
    public const string Identity = "identity";

    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string PreviousAttempts = "grpc-previous-rpc-attempts";
    public const string RetryPushback = "grpc-retry-pushback-ms";

    /// <summary>Call metadata by which a client asks for its requests to be compressed; it stays in the client.</summary>
    public const string RequestEncoding = "grpc-internal-encoding-request";

    public static IReadOnlyList<ICompressionProvider> DefaultCompression { get; } =
        [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];

    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is ';' or '+');

    /// <summary>Headers of the protocol itself, which are no metadata of the call.</summary>
    public static bool IsReserved(string header) =>
        header.StartsWith(':')
        || header.ToLowerInvariant() is Status or Message or Timeout or Encoding or AcceptEncoding
            or "content-type" or "content-encoding" or "accept-encoding" or "te" or "host" or "trailer";
}
