using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>
/// Keeps the directory of this instance: read every other second, whether or not Redis is there, so that a denial is in force within
/// seconds. One that has become too old is no longer used, for it may lack a denial.
/// </summary>
internal sealed partial class DirectoryWatch(FetchDirectory fetch, IOptions<AccessOptions> options, ILogger<DirectoryWatch> logger) : BackgroundService
{
    // What the directory does not have may be new; who asks again and again for what does not exist must not make a call each time.
    private static readonly TimeSpan BetweenSearches = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(1);

    private readonly TimeSpan _interval = TimeSpan.FromSeconds(options.Value.DirectorySeconds);
    private readonly TimeSpan _limit = TimeSpan.FromSeconds(options.Value.DirectoryLimitSeconds);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private Known? _known;
    private long? _attempted;

    /// <summary>The directory, read now where what is known is too old.</summary>
    /// <exception cref="TimeoutException">It cannot be read.</exception>
    public async ValueTask<AccessDirectory> GetAsync(CancellationToken cancellation)
    {
        if (_known is { } known && known.Age < _limit)
            return known.Directory;
        await ReadAsync(_interval, cancellation);
        return _known is { } read && read.Age < _limit
            ? read.Directory
            : throw new TimeoutException("who may call cannot be known while Registry is unreachable");
    }

    /// <summary>The directory as it is now, for what was not found in it.</summary>
    public async ValueTask<AccessDirectory> SearchAsync(CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        // What was registered since it was read a moment ago would be missed by not reading it. A delay may end some milliseconds before the
        // time that the stopwatch measures, for it goes by a coarser clock.
        while (_attempted is { } at && at < began && BetweenSearches - Stopwatch.GetElapsedTime(at) is { Ticks: > 0 } rest)
            await Task.Delay(rest + ShortestDelay, cancellation);
        await ReadAsync(BetweenSearches, cancellation);
        return await GetAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, TimeProvider.System);
        try
        {
            do
                await ReadAsync(TimeSpan.Zero, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        // gRPC has an exception of its own for a call that was cancelled.
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <param name="readWithin">After an attempt within this time none is made.</param>
    private async Task ReadAsync(TimeSpan readWithin, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            // Calls that waited for an attempt that failed do not make one each.
            if (_attempted is { } at && Stopwatch.GetElapsedTime(at) < readWithin)
                return;
            _attempted = Stopwatch.GetTimestamp();
            // Before it is asked for: what changes while the answer comes may be missing in it.
            var asked = Stopwatch.GetTimestamp();
            var changed = await fetch(_known?.Directory.Version ?? 0, cancellation);
            _known = new Known(changed ?? _known!.Directory, asked);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            // It must outlive every failure; whether what is known will still do, its age tells.
            if (Unreachable.Is(failure))
                NotReachable(logger, failure.Message);
            else
                Failed(logger, UnexpectedFailureException.Of(failure));
        }
        finally
        {
            _reading.Release();
        }
    }

    public override void Dispose()
    {
        _reading.Dispose();
        base.Dispose();
    }

    private sealed record Known(AccessDirectory Directory, long AskedAt)
    {
        public TimeSpan Age => Stopwatch.GetElapsedTime(AskedAt);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Cities and denials cannot be read now: {Reason}")]
    private static partial void NotReachable(ILogger logger, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Reading cities and denials failed; it is tried again")]
    private static partial void Failed(ILogger logger, Exception exception);
}
