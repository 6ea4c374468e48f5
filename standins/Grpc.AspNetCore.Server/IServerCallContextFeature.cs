using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The call of an HTTP request, for what runs inside it.</summary>
public interface IServerCallContextFeature
{
    ServerCallContext ServerCallContext { get; }
}
