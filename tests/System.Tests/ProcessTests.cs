using System.Diagnostics;
using Workforce.Faults.Systems;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>Benches measure, kill and freeze the services and servers themselves, not what launched them.</summary>
[Collection(Systems.Name)]
public sealed class ProcessTests(SharedSystem shared)
{
    private const int Contracts = 20_000; // Evaluation spends two microseconds on each, and /proc counts hundredths of a second

    private static readonly Dictionary<string, string> Programs = new()
    {
        ["registry"] = "Registry",
        ["contract"] = "Contract",
        ["evaluation"] = "Evaluation",
        ["notification"] = "Notification",
        ["postgres"] = "postgres",
        ["rabbitmq"] = "beam.smp",
        ["redis"] = "redis-server",
    };

    [Fact]
    public void ProcessOf_EachResource_RunsItsOwnProgram() =>
        Assert.All(Programs, resource => Assert.Equal(resource.Value, NameOf(resource.Key)));

    [Fact]
    public void ProcessOf_EachResource_IsAnotherProcess() =>
        Assert.Equal(Programs.Count, Programs.Keys.Select(IdOf).Distinct().Count());

    [Fact]
    public async Task Figures_OfANight_DifferByServiceAndAddUp()
    {
        var before = CpuTime.Of(shared.Running);
        var watch = Stopwatch.StartNew();
        var city = await TestCity.CreateAsync(shared.Running, Contracts);
        await city.ExpireAsync();
        var spent = CpuTime.Between(before, CpuTime.Of(shared.Running));
        watch.Stop();

        Assert.All(RunningSystem.Services, service => Assert.True(spent[service] > 0, $"{service} spent nothing"));
        // A launcher or a proxy counted in place of services would be the same one several times, and more than the machine has.
        Assert.True(spent.Values.Sum() <= watch.Elapsed.TotalSeconds * Environment.ProcessorCount + 1, $"{spent.Values.Sum()} s were spent in {watch.Elapsed.TotalSeconds} s");
        // In hundredths of a second two of them may be alike by chance; those of one process would all be.
        Assert.True(RunningSystem.Services.Select(service => before[service] + spent[service]).Distinct().Count() > 2, $"they spent the same, as {spent["registry"]} s");

        var peaks = PeakMemory.Of(shared.Running);
        Assert.All(peaks, peak => Assert.True(peak.Value > 0, $"{peak.Key} held nothing"));
        Assert.True(peaks.Values.Distinct().Count() > 2, $"all hold {peaks["registry"]} MB");
    }

    [Fact]
    public async Task KillAsync_Service_EndsItAndItCanBeStartedAgain()
    {
        var killed = IdOf("evaluation");

        await shared.Running.KillAsync("evaluation");
        Assert.False(Directory.Exists($"/proc/{killed}"));
        Assert.False(shared.Running.IsListening("evaluation"));

        await shared.Running.StartAgainAsync("evaluation");
        Assert.NotEqual(killed, IdOf("evaluation"));
    }

    [Theory]
    [InlineData("contract")]
    [InlineData("rabbitmq")]
    public async Task FreezeAsync_Resource_StopsItsOwnProcess(string resource)
    {
        var id = IdOf(resource);

        await Signals.FreezeAsync(id);
        try
        {
            // A signal takes effect when the process is next scheduled, not when it is sent.
            await Eventually.HoldsAsync(() => StateOf(id) == "T", $"{resource} stands still");
        }
        finally
        {
            await Signals.ThawAsync(id);
        }
        await Eventually.HoldsAsync(() => StateOf(id) != "T", $"{resource} goes on");
    }

    private int IdOf(string resource)
    {
        using var process = shared.Running.ProcessOf(resource);
        return process.Id;
    }

    private string NameOf(string resource)
    {
        using var process = shared.Running.ProcessOf(resource);
        return process.ProcessName.Split(' ')[0]; // Redis adds its address
    }

    private static string StateOf(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[0];
    }
}
