using Grpc.Net.Wire;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server;

internal sealed class GrpcServiceOptionsDefaults : IPostConfigureOptions<GrpcServiceOptions>
{
    private const int MaxReceiveMessageSize = 4 * 1024 * 1024;

    public void PostConfigure(string? name, GrpcServiceOptions options)
    {
        if (!options.MaxReceiveMessageSizeSpecified)
            options.MaxReceiveMessageSize = MaxReceiveMessageSize;

        if (options.HasCompressionProviders)
            return;

        foreach (var provider in WireNames.DefaultCompression)
            options.CompressionProviders.Add(provider);
    }
}
