using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>The moment at which the caller gives up, and the token that says that it did.</summary>
internal sealed class CallDeadline : IDisposable
{
    // The longest a timer can wait; no call lasts 49 days.
    private static readonly TimeSpan MaxTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly CancellationTokenSource? _source;
    private readonly TaskCompletionSource? _passed;
    private readonly Timer? _timer;

    private CallDeadline(CancellationToken aborted) => Token = aborted;

    private CallDeadline(CancellationToken aborted, TimeSpan timeout)
    {
        var now = DateTime.UtcNow;
        At = timeout < DateTime.MaxValue - now ? now + timeout : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        _source = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Token = _source.Token;
        _passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _timer = new Timer(static deadline => ((CallDeadline)deadline!).Pass(), this, timeout < MaxTimer ? timeout : MaxTimer, Timeout.InfiniteTimeSpan);
    }

    public DateTime At { get; } = DateTime.MaxValue;

    public CancellationToken Token { get; }

    public Task? Passed => _passed?.Task;

    public bool IsPassed => _passed?.Task.IsCompleted ?? false;

    public static CallDeadline Of(HttpContext httpContext)
    {
        string? header = httpContext.Request.Headers[WireNames.Timeout];
        return header is not null && TimeoutHeader.TryDecode(header, out var timeout)
            ? new CallDeadline(httpContext.RequestAborted, timeout)
            : new CallDeadline(httpContext.RequestAborted);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _source?.Dispose();
    }

    private void Pass()
    {
        // Before the token, so that whoever sees the token cancelled also sees why.
        _passed!.TrySetResult();
        try
        {
            _source!.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended while the timer fired.
        }
    }
}
