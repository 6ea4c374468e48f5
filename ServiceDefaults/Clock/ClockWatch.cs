using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.ServiceDefaults.Clock;

/// <summary>
/// Has this instance's clock go on where its story is, before anything of the service starts that has a clock, and follows it when another
/// instance moves it. In a system with real time it does nothing.
/// </summary>
internal sealed partial class ClockWatch(TimeProvider clock, ClockStore store, ILogger<ClockWatch> logger) : BackgroundService
{
    /// <summary>An instance that was not seen for so long does not live.</summary>
    public static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly Guid _instance = Guid.CreateVersion7();

    // After the migrations, which are the host's first phase.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (clock is StoryClock story)
            await BeginAsync(story, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (clock is not StoryClock)
            return;
        try
        {
            await store.DeleteAsync(_instance, Forgotten, cancellationToken);
        }
        catch (Exception e) when (Unreachable.Is(e) || cancellationToken.IsCancellationRequested)
        {
            // It is silent from now on: a move waits for it a few seconds.
        }
    }

    /// <summary>Gives this instance's clock what the story's has, and keeps that it has it.</summary>
    public async Task FollowAsync(StoryClock story, CancellationToken cancellation)
    {
        while (await store.RenewAsync(_instance, story.StartsAt, story.Ahead, cancellation) is var ahead && ahead > story.Ahead)
            story.Advance(ahead);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (clock is not StoryClock story)
            return;
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await FollowAsync(story, stoppingToken);
            }
            // That the database is away, health and relay say.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!Unreachable.Is(e))
                    Failed(logger, UnexpectedFailureException.Of(e));
            }
        }
    }

    private async Task BeginAsync(StoryClock story, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await store.BeginAsync(story.StartsAt, story.Ahead, cancellation);
                // Read only once a move would wait for this instance.
                await store.RenewAsync(_instance, story.StartsAt, ahead: null, cancellation);
                await FollowAsync(story, cancellation);
                return;
            }
            catch (Exception e) when (Unreachable.Is(e))
            {
                NotYet(logger, e.Message);
                await Task.Delay(Every, cancellation);
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The story's clock cannot be read yet: {Reason}")]
    private static partial void NotYet(ILogger logger, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Following the story's clock failed; it is tried again")]
    private static partial void Failed(ILogger logger, Exception exception);
}
