using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Clock.V1;

namespace Workforce.Cli.Clocks;

/// <summary>The clocks of all services, which show the same moment but for the seconds between their first starts.</summary>
public sealed class SystemClocks(WorkforceSystem system, CancellationToken cancellation)
{
    public async Task<IReadOnlyList<ServiceClock>> ReadAsync()
    {
        List<ServiceClock> clocks = [];
        foreach (var (service, client) in system.Clocks)
        {
            var clock = await client.GetClockAsync(new GetClockRequest(), cancellationToken: cancellation);
            clocks.Add(new ServiceClock(service, clock.Shows.ToDateTimeOffset(), clock.StoryStartsAt?.ToDateTimeOffset()));
        }
        return clocks;
    }

    /// <summary>Moves the story's clock forward in all instances of all services. What an earlier call did not reach, because a service was
    /// away, it moves too.</summary>
    /// <exception cref="BadInputException">A service has real time, or all show that moment or a later one.</exception>
    public async Task MoveAsync(DateTimeOffset to)
    {
        var clocks = await ReadAsync();
        if (clocks.Where(clock => clock.StoryStartsAt is null).Select(clock => clock.Service).ToList() is { Count: > 0 } real)
            throw new BadInputException($"{string.Join(" and ", real)} has real time, which cannot be moved; a system that is started with Clock:StartsAt has a story's clock");

        var latest = clocks.Max(clock => clock.Shows);
        var behind = clocks.Where(clock => clock.Shows < to).Select(clock => clock.Service).ToHashSet();
        if (behind.Count == 0)
            throw new BadInputException(
                $"{ServiceClock.Iso(to)} is not later than what the clock shows, {ServiceClock.Iso(latest.ToOffset(to.Offset))}; a story's clock is never moved back");

        var target = ServiceClock.Iso(latest > to ? latest.ToOffset(to.Offset) : to);
        foreach (var (_, client) in system.Clocks.Where(clock => behind.Contains(clock.Service)).OrderBy(clock => clock.Service == "contract"))
            await client.MoveClockAsync(new MoveClockRequest { To = target }, cancellationToken: cancellation);
    }
}
