using System.Diagnostics;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>Waits until Contract has heard of every contract in the register: they travel by message.</summary>
public static class Arrival
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static Task WaitAsync(WorkforceSystem system, Screen screen, string cityId, int registered, CancellationToken cancellation)
    {
        var arrived = new Bar("Contracts received", registered);
        return Bars.ShowAsync(screen, [arrived], () => FollowAsync(system, cityId, arrived, cancellation));
    }

    private static async Task FollowAsync(WorkforceSystem system, string cityId, Bar arrived, CancellationToken cancellation)
    {
        var moved = Stopwatch.GetTimestamp();
        while (true)
        {
            var counts = await Patience.WhileUnreachableAsync(
                () => system.Contracts.CountContractsAsync(new CountContractsRequest { CityId = cityId }, cancellationToken: cancellation).ResponseAsync,
                cancellation);
            var known = counts.InForce + counts.Expired + counts.Refused;
            if (known != arrived.Value)
                moved = Stopwatch.GetTimestamp();
            arrived.Value = known;
            if (known >= arrived.Total)
                return;
            if (Stopwatch.GetElapsedTime(moved) > FanOut.StandstillLimit)
                throw new NotRunningException($"Contract has {arrived.Count} contracts of the register and nothing has moved for {FanOut.StandstillLimit.TotalSeconds:0} seconds; see workforce parked list");
            await Task.Delay(Pause, cancellation);
        }
    }
}
