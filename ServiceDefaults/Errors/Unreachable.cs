using System.Net.Sockets;
using Grpc.Core;
using Npgsql;

namespace Workforce.ServiceDefaults.Errors;

/// <summary>Tells a failure of something that will come back (database, broker, another service) from one of the work itself.</summary>
public static class Unreachable
{
    public static bool Is(Exception exception) => exception switch
    {
        NpgsqlException { IsTransient: true } => true,
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => true,
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded } => true,
        SocketException or TimeoutException => true,
        _ => false,
    };
}
