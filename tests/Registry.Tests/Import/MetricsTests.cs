using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Import;

[Collection(Servers.Name)]
public sealed class MetricsTests(RegistryService registry)
{
    [Fact]
    public async Task Import_RowsAndLookups_AreCountedByWhatBecameOfThem()
    {
        var counted = new ConcurrentDictionary<string, long>();
        using var listener = Listen(counted);
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();

        await registry.ImportAsync(city, RegisterLine.File(line, new RegisterLine(), new RegisterLine { Sex = "X" }));
        await registry.ImportAsync(city, RegisterLine.File(line));
        var worker = (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik })).Worker;
        await registry.Workers.GetWorkersAsync(new GetWorkersRequest { Ids = { worker.Id, $"{Guid.NewGuid()}" } });

        Assert.Equal(2, counted["workforce.import.rows imported"]);
        Assert.Equal(1, counted["workforce.import.rows unchanged"]);
        Assert.Equal(1, counted["workforce.import.rows rejected"]);
        Assert.Equal(2, counted["workforce.cache.lookups miss"]);
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
                if (name == "result")
                    counted.AddOrUpdate($"{instrument.Name} {value}", measured, (_, sum) => sum + measured);
            }
        });
        listener.Start();
        return listener;
    }
}
