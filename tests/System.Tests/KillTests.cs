using Grpc.Core;
using Workforce.Contract.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>Whatever is killed in the middle of the fan-out, the night ends with one request and one notice for each contract.</summary>
[Collection(Systems.Name)]
public sealed class KillTests(SharedSystem shared)
{
    private const int Contracts = 20_000;

    [Theory]
    [InlineData("registry")]
    [InlineData("contract")]
    [InlineData("evaluation")]
    [InlineData("notification")]
    [InlineData("rabbitmq")]
    public async Task FanOut_KilledInTheMiddle_EndsInTheSameCounts(string killed)
    {
        var city = await TestCity.CreateAsync(shared.Running, Contracts);

        // Once before it begins: the first look of a process takes long, the whole sweep may not.
        await ProgressAsync(city);
        var sweep = SweepAsync(city);
        await Eventually.HoldsAsync(async () => HasBegun(await ProgressAsync(city)), "some have expired");
        await shared.Running.KillAsync(killed);
        await shared.Running.StartAgainAsync(killed);
        await sweep;

        await Eventually.HoldsAsync(async () => IsDone(await ProgressAsync(city)), "all are told", TimeSpan.FromMinutes(2));
        Assert.Equal(Ledger.Complete(Contracts), await Ledger.OfAsync(shared.Running, city.Id));
    }

    /// <summary>Asks for the sweep, and again when the answer was lost with the service that would have given it.</summary>
    private static async Task SweepAsync(TestCity city)
    {
        for (var patience = TimeSpan.FromMinutes(1); ; patience -= TimeSpan.FromSeconds(1))
        {
            try
            {
                await city.ExpireAsync();
                return;
            }
            catch (RpcException) when (patience > TimeSpan.Zero)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }

    private static async Task<CycleProgress?> ProgressAsync(TestCity city)
    {
        try
        {
            return await city.ProgressAsync();
        }
        catch (RpcException)
        {
            return null;
        }
    }

    // Not "some are told, not all": a busy machine may be kept from looking for as long as that lasts.
    private static bool HasBegun(CycleProgress? progress) => progress is { Expired: > 0 };

    private static bool IsDone(CycleProgress? progress) =>
        progress is { Expired: Contracts, Requested: Contracts, Told: Contracts };
}
