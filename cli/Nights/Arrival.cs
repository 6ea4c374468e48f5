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
    public static Task WaitAsync(WorkforceSystem system, Screen screen, string cityId, CancellationToken cancellation)
    {
        var received = new Bar("Contracts received", 0);
        return Bars.ShowAsync(screen, [received], () => FollowAsync(system, cityId, received, cancellation));
    }

    private static async Task FollowAsync(WorkforceSystem system, string cityId, Bar received, CancellationToken cancellation)
    {
        var moved = Stopwatch.GetTimestamp();
        var warned = false;
        while (true)
        {
            var (registered, count) = await CountAsync(system, cityId, cancellation);
            if (registered.Importing || (count, registered.ContractPeriods) != (received.Value, received.Total))
                moved = Stopwatch.GetTimestamp();
            (received.Value, received.Total) = (count, registered.ContractPeriods);
            if (count >= registered.ContractPeriods && !registered.Importing)
                return;
            if (registered.Importing && !warned)
            {
                await Console.Error.WriteLineAsync("A register of the city is being imported; waiting until it is in.");
                warned = true;
            }
            if (Stopwatch.GetElapsedTime(moved) > FanOut.StandstillLimit)
                throw new NotRunningException($"Contract has received {received.Count} contracts of the register, and no more for {FanOut.StandstillLimit.TotalSeconds:0} seconds; see workforce dead-letters list");
            await Task.Delay(Pause, cancellation);
        }
    }

    private static Task<(ContractPeriodCount Registered, int Received)> CountAsync(
        WorkforceSystem system, string cityId, CancellationToken cancellation) => Retry.WhileUnreachableAsync(
        async () =>
        {
            var registered = await system.Register.CountContractPeriodsAsync(new CountContractPeriodsRequest { CityIds = { cityId } }, cancellationToken: cancellation);
            var received = await system.Contracts.CountContractsAsync(new CountContractsRequest { CityId = cityId }, cancellationToken: cancellation);
            return (registered.Counts.Single(), received.InForce + received.Expired + received.Refused + received.Withdrawn);
        },
        cancellation);
}
