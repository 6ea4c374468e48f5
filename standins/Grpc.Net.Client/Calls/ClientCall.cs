using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client.Calls;

/// <summary>The life of a call: it ends once, by the server's status, an error, its deadline, its token or its disposal.</summary>
internal abstract partial class ClientCall : IDisposable
{
    // The longest a timer can wait; no call lasts 49 days.
    private static readonly TimeSpan MaxTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);
    private static readonly ActivitySource Activities = new("Grpc.Net.Client");

    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<CallOutcome> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _source = new();
    private readonly DateTime? _deadline;
    private CancellationTokenRegistration _registration;
    private Timer? _timer;
    private Activity? _activity;

    protected ClientCall(GrpcChannel channel, IMethod method, string? host, CallOptions options)
    {
        ObjectDisposedException.ThrowIf(channel.IsDisposed, channel);
        Channel = channel;
        MethodInfo = method;
        Host = host;
        Options = options;
        _deadline = Checked(options.Deadline);
    }

    public CallOptions Options { get; }

    public Task<Metadata> ResponseHeaders => _headers.Task;

    /// <summary>Cancelled when the call has ended, however it did.</summary>
    public CancellationToken Ended => _source.Token;

    /// <summary>Known when the call has ended.</summary>
    public Task<CallOutcome> Outcome => _ended.Task;

    public GrpcChannel Channel { get; }

    protected IMethod MethodInfo { get; }

    protected string? Host { get; }

    protected HttpResponseMessage? Response { get; set; }

    protected TimeSpan? TimeLeft => _deadline - DateTime.UtcNow;

    public Status GetStatus() => Ending().Status;

    public Metadata GetTrailers() => Ending().Trailers;

    public void Dispose() => End(new CallOutcome(StatusCode.Cancelled, "gRPC call disposed."));

    /// <summary>Ends the call by what went wrong, unless it has ended already; returns what to throw.</summary>
    public Exception Fail(Exception exception)
    {
        var outcome = CallOutcome.FromException(exception);
        // The server's clock may be ahead of ours by the moment that this takes.
        if (exception is not RpcException && TimeLeft <= TimeSpan.Zero)
            outcome = new CallOutcome(StatusCode.DeadlineExceeded, "", exception);

        End(outcome);
        return Failure();
    }

    /// <summary>What a failed call throws.</summary>
    public Exception Failure()
    {
        var (status, trailers) = Ending();
        return Channel.ThrowsOperationCanceled && IsCancellation(status.StatusCode)
            ? new OperationCanceledException(status.Detail, new RpcException(status, trailers), Options.CancellationToken)
            : new RpcException(status, trailers);
    }

    public void End(CallOutcome outcome)
    {
        if (!_ended.TrySetResult(outcome))
            return;

        _timer?.Dispose();
        _registration.Unregister();
        Channel.Unregister(this);
        if (_headers.TrySetException(Failure()))
            _ = _headers.Task.Exception;

        _source.Cancel();
        Response?.Dispose();
        StopActivity(outcome.Status.StatusCode);
        CallEnded(Channel.Logger, MethodInfo.FullName, outcome.Status.StatusCode);
    }

    protected void SetResponseHeaders(Metadata headers) => _headers.TrySetResult(headers);

    /// <summary>Starts what may end the call early.</summary>
    protected void Start()
    {
        _activity = Activities.StartActivity("Grpc.Net.Client.GrpcOut", ActivityKind.Client);
        _activity?.AddTag("grpc.method", MethodInfo.FullName);
        Channel.Register(this);

        if (TimeLeft is { } timeLeft)
        {
            if (timeLeft <= TimeSpan.Zero)
            {
                Expire();
                return;
            }

            _timer = new Timer(
                static call => ((ClientCall)call!).Expire(), this, timeLeft < MaxTimer ? timeLeft : MaxTimer, Timeout.InfiniteTimeSpan);
        }

        _registration = Options.CancellationToken.Register(
            static call => ((ClientCall)call!).End(new CallOutcome(StatusCode.Cancelled, "Call canceled by the client.")), this);

        // It may have ended while these were being set.
        if (_ended.Task.IsCompleted)
        {
            _timer?.Dispose();
            _registration.Unregister();
        }
    }

    private static DateTime? Checked(DateTime? deadline)
    {
        if (deadline is null || deadline == DateTime.MaxValue)
            return null;
        if (deadline == DateTime.MinValue || deadline.Value.Kind == DateTimeKind.Utc)
            return deadline;

        throw new InvalidOperationException("A deadline must be of the kind DateTimeKind.Utc.");
    }

    private void Expire() => End(new CallOutcome(StatusCode.DeadlineExceeded, ""));

    private CallOutcome Ending() => _ended.Task.IsCompleted
        ? _ended.Task.Result
        : throw new InvalidOperationException("The call has not ended: it has no status and no trailers yet.");

    private bool IsCancellation(StatusCode code) =>
        code == StatusCode.Cancelled || (code == StatusCode.DeadlineExceeded && TimeLeft <= TimeSpan.Zero);

    private void StopActivity(StatusCode code)
    {
        if (_activity is not { } activity)
            return;

        activity.AddTag("grpc.status_code", ((int)code).ToString(CultureInfo.InvariantCulture));
        // Whoever ends the call keeps the activity that is current for them.
        var current = Activity.Current;
        activity.Stop();
        Activity.Current = current == activity ? activity.Parent : current;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "{Method} ended with {StatusCode}.")]
    private static partial void CallEnded(ILogger logger, string method, StatusCode statusCode);
}
