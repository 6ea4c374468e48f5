using System.Net.Sockets;
using Grpc.Core;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Workforce.ServiceDefaults.Errors;

/// <summary>Distinguishes a failure of what will recover (database, broker, another service) from every other.</summary>
public static class Unreachable
{
    // RabbitMQ stops, or its connection broke.
    private const ushort ConnectionForced = 320;
    private const ushort ConnectionLost = 541;

    public static bool Is(Exception exception) => exception switch
    {
        NpgsqlException { IsTransient: true } => true,
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => true,
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded } => true,
        // Another service does not accept this one's own token, or not yet: its key was just rotated, or its client lacks a scope. That is for
        // an operator to mend; what is being handled is not at fault.
        RpcException { StatusCode: StatusCode.Unauthenticated or StatusCode.PermissionDenied } => true,
        BrokerUnreachableException or AlreadyClosedException => true,
        OperationInterruptedException { ShutdownReason.ReplyCode: ConnectionForced or ConnectionLost } => true,
        // The connection ended under the call. gRPC for .NET answers INTERNAL when the other side closed it in good order, as a service
        // that stops does; other clients answer UNAVAILABLE.
        RpcException { Status.DebugException: HttpRequestException or IOException } => true,
        SocketException or TimeoutException => true,
        // The service is stopping, and what it was handling when its time was over is delivered again: to another instance, or to its next start.
        ObjectDisposedException { ObjectName: { } name } when name.EndsWith("DataSource", StringComparison.Ordinal) => true,
        _ => false,
    };
}
