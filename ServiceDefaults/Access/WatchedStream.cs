using Grpc.Core;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>The answers of a call that goes on, perhaps for hours: none leaves to a caller who has been denied meanwhile.</summary>
internal sealed class WatchedStream<T>(IServerStreamWriter<T> stream, Caller caller, DirectoryWatch watch) : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => stream.WriteOptions;
        set => stream.WriteOptions = value;
    }

    /// <exception cref="UnauthenticatedException">The caller is on the deny list.</exception>
    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    /// <inheritdoc cref="WriteAsync(T)"/>
    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        (await watch.GetAsync(cancellationToken)).RefuseDenied(caller.Actor, caller.TokenId);
        await stream.WriteAsync(message, cancellationToken);
    }
}
