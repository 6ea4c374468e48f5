using System.Buffers;
using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Calls;

internal sealed class RequestWriter<TRequest, TResponse> : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private readonly HttpClientCall<TRequest, TResponse> _call;
    private readonly bool _readsByItself;
    private readonly MessageWriter _writer;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly TaskCompletionSource<Stream> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isWriting;

    /// <param name="call">The call.</param>
    /// <param name="readsByItself">Whether the response is awaited whatever the caller does, so that the call's outcome will come.</param>
    public RequestWriter(HttpClientCall<TRequest, TResponse> call, bool readsByItself)
    {
        _call = call;
        _readsByItself = readsByItself;
        _writer = call.NewMessageWriter();
        WriteOptions = call.Options.WriteOptions;
        Content = new OpenContent(WhileOpenAsync);
    }

    public HttpContent Content { get; }

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Interlocked.Exchange(ref _isWriting, 1) == 1)
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");

        using var registration = cancellationToken.Register(
            static state => ((ClientCall)state!).End(new CallOutcome(StatusCode.Cancelled, "Call canceled by the client.")), _call);
        try
        {
            ThrowIfEnded();
            if (_completed.Task.IsCompleted)
                throw new InvalidOperationException("Can't write the message because the client stream writer is complete.");

            _buffer.ResetWrittenCount();
            _call.Write(_writer, _buffer, message, WriteOptions);
            await SendAsync(_buffer.WrittenMemory);
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }

    public Task CompleteAsync()
    {
        if (Volatile.Read(ref _isWriting) == 1)
            throw new InvalidOperationException("Can't complete the client stream writer because the previous write is in progress.");

        _completed.TrySetResult();
        return Task.CompletedTask;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            var stream = await _opened.Task.WaitAsync(_call.Ended);
            await stream.WriteAsync(message, _call.Ended);
            if (WriteOptions?.Flags.HasFlag(WriteFlags.BufferHint) != true)
                await stream.FlushAsync(_call.Ended);
        }
        catch (Exception exception)
        {
            // A server that ends a call early closes the way to it: its status says more than the closed stream.
            if (_readsByItself)
                await _call.Outcome;

            ThrowIfEnded();
            throw _call.Fail(exception);
        }
    }

    private void ThrowIfEnded()
    {
        if (!_call.Outcome.IsCompleted)
            return;

        throw _call.GetStatus().StatusCode == StatusCode.OK
            ? new InvalidOperationException("Can't write the message because the call is complete.")
            : _call.Failure();
    }

    private async Task WhileOpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        // The headers go out before the first message, which may be long in coming.
        await stream.FlushAsync(cancellationToken);
        _opened.TrySetResult(stream);
        using var registration = _call.Ended.Register(static completed => ((TaskCompletionSource)completed!).TrySetCanceled(), _completed);
        await _completed.Task.WaitAsync(cancellationToken);
    }
}
