using System.Diagnostics;
using Workforce.Cli.Connections;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>Sweeps a city, and follows it to the last notice with bars.</summary>
/// <param name="asOf">yyyy-MM-dd; contracts whose last day is before it expire.</param>
public sealed class FollowedSweep(WorkforceSystem system, Screen screen, string asOf)
{
    public bool IsBefore(string lastDay) => string.CompareOrdinal(lastDay, asOf) < 0;

    public async Task<(ExpireReply Reply, IReadOnlyList<CycleProgress> Cycles, TimeSpan Time)> ExpireAsync(
        string cityId, Due due, Listings listings, CancellationToken cancellation)
    {
        var fanOut = new FanOut(system, cityId, IsBefore, due.Contracts.Count);
        var letters = new Bar("Letters to heads", due.Letters.Count);
        var start = Stopwatch.GetTimestamp();
        var time = TimeSpan.Zero;
        ExpireReply? reply = null;
        await Bars.ShowAsync(screen, [.. fanOut.Bars, letters], async () =>
        {
            var expiring = ExpireAsync(cityId, fanOut, cancellation);
            await fanOut.FollowAsync(expiring, cancellation);
            time = Stopwatch.GetElapsedTime(start);
            reply = await expiring;
            // A letter is committed with the notices of its unit: one that is missing now does not come.
            letters.Value = await listings.LettersOfCycles(fanOut.Cycles).CountAsync(cancellation);
            // How many units have workers to rate, the outcome says.
            if (reply.LeftOut.Count > 0 || fanOut.Cycles.Any(cycle => cycle.RequestsDue < cycle.Expired))
                letters.Total = 0;
        });
        return (reply!, fanOut.Cycles, time);
    }

    private async Task<ExpireReply> ExpireAsync(string cityId, FanOut fanOut, CancellationToken cancellation)
    {
        var reply = await Expiry.StartAsync(system, cityId, asOf, despiteMissing: false, cancellation);
        fanOut.Except(reply.LeftOut.Sum(day => day.Contracts));
        return reply;
    }
}
