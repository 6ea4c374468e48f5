using StackExchange.Redis;
using Workforce.Identity;
using Workforce.Registry.Api;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>Redis comes, goes and hangs; a head is let in throughout.</summary>
[Collection(AccessCollection.Name)]
public sealed class AppointmentCacheTests(AccessSystem system) : IAsyncLifetime, IAsyncDisposable
{
    private readonly OwnRedis _redis = new();
    private TestService _registry = null!;

    public async Task InitializeAsync()
    {
        _redis.Start();
        _registry = await TestService.StartAsync<CityEndpoint>(system.Servers, new ServiceSetup("registry")
        {
            Database = system.Running["registry"].ConnectionString,
            Settings = new Dictionary<string, string?> { ["ConnectionStrings:cache"] = _redis.Address, ["Clock:StartsAt"] = "2021-01-01T00:00:05+08:00" },
            Access = _ => { },
        });
        _registry.Log.Expect("Redis");
    }

    public async Task DisposeAsync()
    {
        await _registry.DisposeAsync();
        _redis.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Fact]
    public async Task FindWorker_ByTheHead_LeavesTheAppointmentsInRedisByNoNameForAWhile()
    {
        await AssertLetInAsync();

        await Eventually.HoldsAsync(async () => await FindEntryAsync() is not null, "the appointments are in Redis");
        var (key, remaining) = (await FindEntryAsync())!.Value;
        Assert.DoesNotContain("kepala", key, StringComparison.Ordinal);
        Assert.InRange(remaining, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task FindWorker_RedisKilledAndStartedEmpty_WorksAndIsCachedAgain()
    {
        await AssertLetInAsync();
        _redis.Kill();
        await AssertLetInAnewAsync();
        _redis.Start();

        await Eventually.HoldsAsync(
            async () =>
            {
                await AssertLetInAnewAsync();
                return await FindEntryAsync() is not null;
            },
            "the appointments are in Redis again");
    }

    [Fact]
    public async Task FindWorker_RedisHangs_Works()
    {
        await AssertLetInAsync();
        _redis.Freeze();
        try
        {
            for (var call = 0; call < 5; call++)
                await AssertLetInAnewAsync();
        }
        finally
        {
            _redis.Thaw();
        }
    }

    // Under a new version of the directory nothing that is remembered will do.
    private async Task AssertLetInAnewAsync()
    {
        await using (var change = _registry.Database.CreateCommand("update directory_version set version = version + 1"))
            await change.ExecuteNonQueryAsync();
        await AssertLetInAsync();
    }

    private async Task AssertLetInAsync()
    {
        using var channel = TestTokens.Open(_registry.Address, _ => TestTokens.Sign(new SetupToken("kepala-damkar-kupang", "kepala", [], [])));
        var found = await new WorkerService.WorkerServiceClient(channel).FindWorkerAsync(new FindWorkerRequest { Nik = "5371010101800001" });
        Assert.Equal("Budi Damkar", found.Worker.Name);
    }

    private async Task<(string Key, TimeSpan Remaining)?> FindEntryAsync()
    {
        // The client's own timeout of a second is short on a busy machine.
        using var redis = await ConnectionMultiplexer.ConnectAsync($"{_redis.Address},connectTimeout=30000,syncTimeout=30000,asyncTimeout=30000");
        foreach (var key in redis.GetServer(_redis.Address).Keys(pattern: "*appointments*"))
            return ($"{key}", await redis.GetDatabase().KeyTimeToLiveAsync(key) ?? TimeSpan.MaxValue);
        return null;
    }
}
