using Grpc.Core;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>The answers of a call that goes on, perhaps for hours: each leaves only while the call would still be allowed.</summary>
internal sealed class WatchedStream<T>(IServerStreamWriter<T> stream, Func<Task> check) : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => stream.WriteOptions;
        set => stream.WriteOptions = value;
    }

    /// <exception cref="UnauthenticatedException">The token has expired, or is denied.</exception>
    /// <exception cref="PermissionDeniedException">The caller holds none of the roles any more.</exception>
    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    /// <inheritdoc cref="WriteAsync(T)"/>
    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        await check();
        await stream.WriteAsync(message, cancellationToken);
    }
}
