using System.Diagnostics;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Nights;

/// <summary>Waits until Contract has received every contract of the register; Registry publishes them as events.</summary>
public static class Arrival
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="NotRunningException">Some did not come.</exception>
    public static async Task WaitAsync(WorkforceSystem system, Screen screen, string cityId, CancellationToken cancellation)
    {
        var registered = await Retry.WhileUnreachableAsync(
            () => system.Register.CountContractPeriodsAsync(new CountContractPeriodsRequest { CityId = cityId }, cancellationToken: cancellation).ResponseAsync,
            cancellation);
        var received = new Bar("Contracts received", registered.ContractPeriods);
        await Bars.ShowAsync(screen, [received], () => FollowAsync(system, cityId, received, cancellation));
    }

    private static async Task FollowAsync(WorkforceSystem system, string cityId, Bar received, CancellationToken cancellation)
    {
        var moved = Stopwatch.GetTimestamp();
        while (true)
        {
            var counts = await Retry.WhileUnreachableAsync(
                () => system.Contracts.CountContractsAsync(new CountContractsRequest { CityId = cityId }, cancellationToken: cancellation).ResponseAsync,
                cancellation);
            var count = counts.InForce + counts.Expired + counts.Refused;
            if (count != received.Value)
                moved = Stopwatch.GetTimestamp();
            received.Value = count;
            if (count >= received.Total)
                return;
            if (Stopwatch.GetElapsedTime(moved) > FanOut.StandstillLimit)
                throw new NotRunningException($"Contract has received {received.Count} contracts of the register, and no more for {FanOut.StandstillLimit.TotalSeconds:0} seconds; see workforce dead-letters list");
            await Task.Delay(Pause, cancellation);
        }
    }
}
