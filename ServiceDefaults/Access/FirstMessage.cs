using Grpc.Core;

namespace Workforce.ServiceDefaults.Access;

/// <summary>A stream whose first message is looked at before its reader gets it.</summary>
internal sealed class FirstMessage<T>(IAsyncStreamReader<T> stream) : IAsyncStreamReader<T>
{
    private bool _isAhead;
    private bool _hasFirst;

    public T Current => stream.Current;

    /// <returns>The default when the stream ends without one.</returns>
    public async Task<T?> PeekAsync(CancellationToken cancellation)
    {
        _isAhead = true;
        _hasFirst = await stream.MoveNext(cancellation);
        return _hasFirst ? stream.Current : default;
    }

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!_isAhead)
            return stream.MoveNext(cancellationToken);
        _isAhead = false;
        return Task.FromResult(_hasFirst);
    }
}
