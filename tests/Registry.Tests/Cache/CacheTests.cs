using StackExchange.Redis;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Cache;

/// <summary>Redis comes, goes and hangs; what callers read stays right.</summary>
[Collection(Servers.Name)]
public sealed class CacheTests(RegistryService common) : IAsyncLifetime, IAsyncDisposable
{
    private readonly OwnRedis _redis = new();
    private RegistryService _registry = null!;

    public async Task InitializeAsync() => _registry = await common.BesideAsync(_redis.Address);

    public async Task DisposeAsync()
    {
        await _registry.DisposeAsync();
        _redis.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Fact]
    public async Task GetWorkers_RedisNeverThere_AreReadAtOnce()
    {
        var (_, _, ids) = await WorkersAsync();
        await AssertReadAsync(ids);
    }

    [Fact]
    public async Task GetWorkers_RedisComesLater_AreCached()
    {
        var (_, _, ids) = await WorkersAsync();
        _redis.Start();
        await AssertCachedAsync(ids);
    }

    [Fact]
    public async Task GetWorkers_RedisKilledAndStartedEmpty_AreReadThroughout()
    {
        _redis.Start();
        var (_, _, ids) = await WorkersAsync();
        await AssertCachedAsync(ids);

        _redis.Kill();
        await AssertReadAsync(ids);
        _redis.Start();
        await AssertCachedAsync(ids);
    }

    [Fact]
    public async Task GetWorkers_RedisHangs_AreReadThroughout()
    {
        _redis.Start();
        var (_, _, ids) = await WorkersAsync();
        await AssertCachedAsync(ids);
        _redis.Freeze();
        try
        {
            for (var i = 0; i < 10; i++)
                await AssertReadAsync(ids);
        }
        finally
        {
            _redis.Thaw();
        }
    }

    [Fact]
    public async Task GetWorkers_WorkerChanged_IsSeenAtOnce()
    {
        _redis.Start();
        var (city, line, ids) = await WorkersAsync();
        await AssertCachedAsync(ids);

        await _registry.ImportAsync(city, RegisterLine.File(line with { Name = "Maria Lay" }));

        Assert.Equal("Maria Lay", (await ReadAsync(ids))[0].Name);
        Assert.Equal("Maria Lay", (await ReadAsync(ids))[0].Name);
    }

    [Fact]
    public async Task GetWorkUnits_HeadChanged_IsSeenAtOnce()
    {
        _redis.Start();
        var request = Requests.City();
        var city = (await _registry.Cities.ApplyCityAsync(request)).City;
        var id = (await _registry.Cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = city.Id })).WorkUnits[0].Id;
        await Eventually.HoldsAsync(async () => (await HeadAsync(id), await KeysAsync()).Item2.Any(key => key.Contains(id)), "the unit is cached");

        request.WorkUnits[0].Head.Name = "Yohanes Lay";
        await _registry.Cities.ApplyCityAsync(request);

        Assert.Equal("Yohanes Lay", await HeadAsync(id));
    }

    [Fact]
    public async Task Cache_Contents_AreWhatTheCallReturnsAndForAWhile()
    {
        _redis.Start();
        var (_, line, ids) = await WorkersAsync();
        await AssertCachedAsync(ids);

        using var redis = await ConnectionMultiplexer.ConnectAsync(_redis.Address);
        var key = (await KeysAsync()).First(key => key.Contains(ids[0]));
        var value = (byte[]?)await redis.GetDatabase().StringGetAsync(key);
        Assert.Equal((await ReadAsync(ids))[0], Worker.Parser.ParseFrom(value));
        Assert.DoesNotContain(line.Nik, System.Text.Encoding.UTF8.GetString(value!), StringComparison.Ordinal);
        Assert.NotNull(await redis.GetDatabase().KeyTimeToLiveAsync(key));
    }

    private async Task<string> HeadAsync(string id) =>
        (await _registry.Cities.GetWorkUnitsAsync(new GetWorkUnitsRequest { Ids = { id } })).WorkUnits[0].Head.Name;

    private async Task AssertReadAsync(string[] ids)
    {
        Assert.Equal(ids, (await ReadAsync(ids)).Select(worker => worker.Id));
    }

    private Task AssertCachedAsync(string[] ids) => Eventually.HoldsAsync(
        async () => (await ReadAsync(ids)).Count == ids.Length && ids.All((await KeysAsync()).Aggregate("", (all, key) => all + key).Contains),
        "the workers are in Redis", TimeSpan.FromSeconds(60));

    private async Task<IReadOnlyList<Worker>> ReadAsync(string[] ids) =>
        (await _registry.Workers.GetWorkersAsync(new GetWorkersRequest { Ids = { ids } })).Workers;

    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        // The client's own second is short on a busy machine. Closing without a last word: it would wait for the answer as long.
        using var redis = await ConnectionMultiplexer.ConnectAsync($"{_redis.Address},connectTimeout=30000,syncTimeout=30000");
        var keys = redis.GetServer(_redis.Address).Keys().Select(key => key.ToString()).ToList();
        await redis.CloseAsync(allowCommandsToComplete: false);
        return keys;
    }

    private async Task<(City City, RegisterLine First, string[] Ids)> WorkersAsync()
    {
        var city = await _registry.NewCityAsync();
        var lines = new[] { new RegisterLine(), new RegisterLine() };
        await _registry.ImportAsync(city, RegisterLine.File(lines));
        var found = await Task.WhenAll(lines.Select(async line =>
            (await _registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik })).Worker.Id));
        return (city, lines[0], found);
    }
}
