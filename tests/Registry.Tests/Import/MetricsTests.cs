using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Xunit;

namespace Workforce.Registry.Tests.Import;

[Collection(nameof(RegistryService))]
public sealed class MetricsTests(RegistryService registry)
{
    [Fact]
    public async Task Import_Rows_AreCountedByResult()
    {
        var counted = new ConcurrentDictionary<string, long>();
        using var listener = Listen(counted);
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();

        await registry.ImportAsync(city, RegisterLine.File(line, new RegisterLine(), new RegisterLine { Sex = "X" }));
        await registry.ImportAsync(city, RegisterLine.File(line));

        Assert.Equal(2, counted["workforce.import.row imported"]);
        Assert.Equal(1, counted["workforce.import.row unchanged"]);
        Assert.Equal(1, counted["workforce.import.row rejected"]);
    }

    [Fact]
    public async Task Import_Duration_HasBoundariesUpToTenMinutes()
    {
        var boundaries = new ConcurrentQueue<(double First, double Last)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument is Histogram<double> { Name: "workforce.import.duration", Advice.HistogramBucketBoundaries: { } advised })
                    boundaries.Enqueue((advised[0], advised[^1]));
            },
        };
        await registry.ImportAsync(await registry.NewCityAsync(), RegisterLine.File(new RegisterLine()));
        listener.Start();

        Assert.Contains((0.1, 600), boundaries);
    }

    private static MeterListener Listen(ConcurrentDictionary<string, long> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, itself) =>
            {
                if (instrument.Meter.Name == "Workforce.Registry")
                    itself.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, measured, tags, _) =>
        {
            foreach (var (name, value) in tags)
            {
                if (name is "workforce.import.result" or "workforce.cache.result")
                    counted.AddOrUpdate($"{instrument.Name} {value}", measured, (_, sum) => sum + measured);
            }
        });
        listener.Start();
        return listener;
    }
}
