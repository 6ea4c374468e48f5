using Workforce.Evaluation.Api;
using Workforce.Notification.Api;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests.Provider;

/// <summary>A night while the provider and Redis are away for a time: services' own tokens end within seconds, and none is to be had.</summary>
[Collection(nameof(ProviderAwayNightTests))]
public sealed class ProviderAwayNightTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Workers = 1_500;

    private readonly OwnRedis _redis = new();
    private readonly List<TestService> _beside = [];
    private ProviderSystem _system = null!;

    public async Task InitializeAsync()
    {
        _redis.Start();
        _system = new ProviderSystem
        {
            Settings = [("ConnectionStrings:cache", _redis.Address), ("Sweep:ChunkSize", "50"), ("Sweep:BatchSize", "50"), ("Sweep:PauseSeconds", "0")],
        };
        _system.Provider.AccessTokenLifetime = TimeSpan.FromSeconds(3);
        await _system.InitializeAsync();
        _beside.Add(await _system.StartAsync<EvaluationRequestEndpoint>("evaluation", _system.Provider, _system.Registry));
        _beside.Add(await _system.StartAsync<NoticeEndpoint>(
            "notification", _system.Provider, _system.Registry, ("services:contract:grpc:0", $"{_system.Contract.Address}")));
        // What is away is said so.
        foreach (var service in (TestService[])[_system.Registry, _system.Contract, .. _beside])
            foreach (var expected in (string[])["Redis", "cannot be read now", "needs what is unreachable", "token", "failed"])
                service.Log.Expect(expected);
    }

    public async Task DisposeAsync()
    {
        foreach (var service in _beside)
            await service.DisposeAsync();
        await _system.DisposeAsync();
        _redis.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Fact]
    public async Task Night_ProviderAndRedisAwayInItsMiddle_IsPlayedToItsEnd()
    {
        await ProviderNight.PrepareAsync(_system, Workers);
        var night = ProviderNight.ExpireAsync(_system);
        await Eventually.HoldsAsync(async () => await ProviderNight.CountAsync(_beside[1], "notice") > 0, "the night has begun");

        await _system.Provider.StopAsync();
        _redis.Kill();
        await Task.Delay(TimeSpan.FromSeconds(6));
        _redis.Start();
        await _system.Provider.StartAsync();

        await night;
        await Eventually.HoldsAsync(
            async () => (await ProviderNight.CountAsync(_beside[0], "evaluation_request"), await ProviderNight.CountAsync(_beside[1], "notice")) == (Workers, Workers),
            "all are requested and notified", TimeSpan.FromMinutes(2));
    }
}
