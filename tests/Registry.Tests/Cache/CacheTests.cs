using System.Text.Json;
using StackExchange.Redis;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Cache;

/// <summary>Redis comes, goes and hangs; what callers read stays right.</summary>
[Collection(nameof(RegistryService))]
public sealed class CacheTests(RegistryService common) : IAsyncLifetime, IAsyncDisposable
{
    private readonly OwnRedis _redis = new();
    private RegistryService _registry = null!;

    public async Task InitializeAsync() => _registry = await common.StartBesideAsync(_redis.Address);

    public async Task DisposeAsync()
    {
        await _registry.DisposeAsync();
        _redis.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Fact]
    public async Task GetWorkUnits_RedisNeverThere_AreRead()
    {
        var (_, ids) = await UnitsAsync();
        await AssertReadAsync(ids);
    }

    [Fact]
    public async Task GetWorkUnits_RedisComesLater_AreCached()
    {
        var (_, ids) = await UnitsAsync();
        _redis.Start();
        await AssertCachedAsync(ids);
    }

    [Fact]
    public async Task GetWorkUnits_RedisKilledAndStartedEmpty_AreReadThroughout()
    {
        _redis.Start();
        var (_, ids) = await UnitsAsync();
        await AssertCachedAsync(ids);

        _redis.Kill();
        await AssertReadAsync(ids);
        _redis.Start();
        await AssertCachedAsync(ids);
    }

    [Fact]
    public async Task GetWorkUnits_RedisHangs_AreReadThroughout()
    {
        _redis.Start();
        var (_, ids) = await UnitsAsync();
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
    public async Task GetWorkUnits_HeadChanged_IsSeen()
    {
        _redis.Start();
        var (request, ids) = await UnitsAsync();
        await AssertCachedAsync(ids);

        request.WorkUnits[0].Head.Name = "Yohanes Lay";
        await _registry.Cities.ApplyCityAsync(request);

        Assert.Equal("Yohanes Lay", (await ReadAsync(ids))[0].Head.Name);
        Assert.Equal("Yohanes Lay", (await ReadAsync(ids))[0].Head.Name);
    }

    [Fact]
    public async Task GetWorkUnits_CachedValueUnreadable_AreRead()
    {
        _redis.Start();
        var (_, ids) = await UnitsAsync();
        await AssertCachedAsync(ids);
        using var redis = await ConnectAsync();

        foreach (var value in (string[])["{}", "null", "no JSON", $$"""{"Id":"{{ids[0]}}","Name":null}"""])
        {
            await redis.GetDatabase().StringSetAsync(await KeyAsync(ids[0]), value);
            await AssertReadAsync(ids);
        }
    }

    [Fact]
    public async Task Cache_Contents_AreTheUnitForAWhile()
    {
        _redis.Start();
        var (_, ids) = await UnitsAsync();
        await AssertCachedAsync(ids);

        using var redis = await ConnectAsync();
        var key = await KeyAsync(ids[0]);
        using var unit = JsonDocument.Parse((string)(await redis.GetDatabase().StringGetAsync(key))!);
        Assert.Equal(ids[0], unit.RootElement.GetProperty("Id").GetString());
        Assert.InRange((await redis.GetDatabase().KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));

        // The answer is the same from Redis as from the database.
        var cached = await ReadAsync(ids);
        await redis.GetServer(_redis.Address).ExecuteAsync("flushall");
        Assert.Equal(await ReadAsync(ids), cached);
    }

    private async Task AssertReadAsync(string[] ids) => Assert.Equal(ids, (await ReadAsync(ids)).Select(unit => unit.Id));

    private Task AssertCachedAsync(string[] ids) => Eventually.HoldsAsync(
        async () => (await ReadAsync(ids)).Count == ids.Length && await AreCachedAsync(ids),
        "the units are in Redis", TimeSpan.FromSeconds(60));

    private async Task<IReadOnlyList<WorkUnit>> ReadAsync(string[] ids) =>
        (await _registry.Cities.GetWorkUnitsAsync(new GetWorkUnitsRequest { Ids = { ids } })).WorkUnits;

    // An invalidated unit has a key too, but no value.
    private async Task<bool> AreCachedAsync(string[] ids)
    {
        var keys = await KeysAsync();
        using var redis = await ConnectAsync();
        var values = await redis.GetDatabase().StringGetAsync([.. keys.Where(key => ids.Any(key.Contains)).Select(key => (RedisKey)key)]);
        return values.Count(value => !value.IsNullOrEmpty) == ids.Length;
    }

    private async Task<string> KeyAsync(string id) => (await KeysAsync()).First(key => key.Contains(id, StringComparison.Ordinal));

    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        // Closed without waiting for the last answer: that would take as long as the timeouts.
        using var redis = await ConnectAsync();
        var keys = redis.GetServer(_redis.Address).Keys().Select(key => key.ToString()).ToList();
        await redis.CloseAsync(allowCommandsToComplete: false);
        return keys;
    }

    // The client's own timeout of a second is short on a busy machine.
    private Task<ConnectionMultiplexer> ConnectAsync() =>
        ConnectionMultiplexer.ConnectAsync($"{_redis.Address},connectTimeout=30000,syncTimeout=30000,asyncTimeout=30000");

    private async Task<(ApplyCityRequest Request, string[] Ids)> UnitsAsync()
    {
        var request = Requests.City();
        var city = (await _registry.Cities.ApplyCityAsync(request)).City;
        var units = await _registry.Cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = city.Id });
        return (request, [.. units.WorkUnits.Select(unit => unit.Id)]);
    }
}
