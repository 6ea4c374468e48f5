using System.IO.Compression;
using Grpc.Core.Interceptors;
using Grpc.Net.Compression;
using Grpc.Net.Wire;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>The options that hold for a service's methods: its own over the server's.</summary>
internal sealed record MethodSettings(
    int? MaxSendMessageSize,
    int? MaxReceiveMessageSize,
    bool EnableDetailedErrors,
    string? ResponseEncoding,
    CompressionLevel? ResponseLevel,
    IReadOnlyDictionary<string, ICompressionProvider> Compression,
    IReadOnlyList<PerCall<Interceptor>> Interceptors,
    bool IgnoreUnknownServices)
{
    public string AcceptEncoding { get; } = string.Join(',', Compression.Keys.Prepend(WireNames.Identity));

    public static MethodSettings Merge(GrpcServiceOptions server, GrpcServiceOptions service)
    {
        var compression = server.CompressionProviders
            .Concat(service.HasCompressionProviders ? service.CompressionProviders : [])
            .GroupBy(provider => provider.EncodingName, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

        var encoding = service.ResponseCompressionAlgorithm ?? server.ResponseCompressionAlgorithm;
        if (encoding is not null && !compression.ContainsKey(encoding))
            throw new InvalidOperationException($"No compression provider is named '{encoding}', the configured response compression algorithm.");

        return new MethodSettings(
            service.MaxSendMessageSizeSpecified ? service.MaxSendMessageSize : server.MaxSendMessageSize,
            service.MaxReceiveMessageSizeSpecified ? service.MaxReceiveMessageSize : server.MaxReceiveMessageSize,
            service.EnableDetailedErrors ?? server.EnableDetailedErrors ?? false,
            encoding,
            service.ResponseCompressionLevel ?? server.ResponseCompressionLevel,
            compression,
            [.. server.Interceptors.Concat(service.Interceptors).Select(found => new PerCall<Interceptor>(found.Type, found.ArgumentArray))],
            service.IgnoreUnknownServices ?? server.IgnoreUnknownServices ?? false);
    }
}
