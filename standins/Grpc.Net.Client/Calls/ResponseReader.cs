using Grpc.Core;

namespace Grpc.Net.Client.Calls;

internal sealed class ResponseReader<TRequest, TResponse>(HttpClientCall<TRequest, TResponse> call, Task<bool> sending) : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private TResponse? _current;
    private int _isReading;

    public TResponse Current => _current ?? throw new InvalidOperationException("There is no current message: the stream was not read or has ended.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isReading, 1) == 1)
            throw new InvalidOperationException("Can't read the next message because the previous read is still in progress.");

        // A read given up half way would leave half a message: it cancels the call.
        using var registration = cancellationToken.Register(
            static state => ((ClientCall)state!).End(new CallOutcome(StatusCode.Cancelled, "Call canceled by the client.")), call);
        try
        {
            _current = null;
            if (!await sending)
                throw call.Failure();

            if (call.Outcome.IsCompleted)
                return call.GetStatus().StatusCode == StatusCode.OK ? false : throw call.Failure();

            _current = await call.ReadAsync();
            return _current is not null;
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }
}
