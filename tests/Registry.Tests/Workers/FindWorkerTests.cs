using Grpc.Core;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Workers;

/// <summary>Workers are cached between reads and read together; callers see what is stored.</summary>
[Collection(nameof(RegistryService))]
public sealed class FindWorkerTests(RegistryService registry)
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task FindWorker_ImportedAgainWithChanges_IsSeen()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        for (var change = 0; change < 5; change++)
        {
            await registry.ImportAsync(city, RegisterLine.File(line with { Name = $"Maria Ke{(char)('a' + change)}" }));

            Assert.Equal($"Maria Ke{(char)('a' + change)}", (await FindAsync(line.Nik)).Worker.Name);
        }
    }

    [Fact]
    public async Task FindWorker_NotFoundThenImported_IsFound()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await Assert.ThrowsAsync<RpcException>(() => FindAsync(line.Nik));

        await registry.ImportAsync(city, RegisterLine.File(line));

        Assert.Single((await FindAsync(line.Nik)).ContractPeriods);
    }

    [Fact]
    public async Task FindWorker_ChangedByAnotherProcess_IsSeen()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line));
        await FindAsync(line.Nik);

        await registry.Running.ExecuteAsync("update worker set name = 'Maria Lay' where nik = $1", line.Nik);
        await Task.Delay(2 * TimeToLive);

        Assert.Equal("Maria Lay", (await FindAsync(line.Nik)).Worker.Name);
    }

    [Fact]
    public async Task FindWorker_ManyConcurrently_EachGetsItsOwn()
    {
        var city = await registry.NewCityAsync();
        RegisterLine[] lines = [.. Enumerable.Range(0, 200).Select(_ => new RegisterLine())];
        RegisterLine[] later = [.. lines.Select(line => line with { FirstDay = "2021-01-01", LastDay = "2021-12-31" })];
        await registry.ImportAsync(city, RegisterLine.File([.. later, .. lines]));

        var found = await Task.WhenAll(lines.Concat(lines).Select(line => FindAsync(line.Nik)));

        Assert.Equal(lines.Concat(lines).Select(line => line.Nik[^4..]), found.Select(reply => reply.Worker.NikLast4));
        Assert.Equal(lines.Length, found.Select(reply => reply.Worker.Id).Distinct().Count());
        Assert.All(found, reply => Assert.Equal(["2020-01-01", "2021-01-01"], reply.ContractPeriods.Select(period => period.FirstDay)));
        Assert.All(found, reply => Assert.All(reply.ContractPeriods, period => Assert.Equal(reply.Worker.Id, period.WorkerId)));
    }

    private async Task<FindWorkerReply> FindAsync(string nik) => await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = nik });
}
