using Grpc.Core;

namespace Workforce.ServiceDefaults.Access;

/// <summary>A stream whose first message is looked at before its reader gets it, and whose others come only while the call would still be allowed.</summary>
internal sealed class FirstMessage<T>(IAsyncStreamReader<T> stream, Func<Task> check) : IAsyncStreamReader<T>
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

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (_isAhead)
        {
            _isAhead = false;
            return _hasFirst;
        }
        var isThere = await stream.MoveNext(cancellationToken);
        await check();
        return isThere;
    }
}
