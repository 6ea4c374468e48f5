using StackExchange.Redis;

namespace Workforce.Registry.Cache;

/// <summary>
/// Redis, if it is there. It is connected to in the background, is waited for briefly, and is left alone for a while after it
/// failed: a Redis that is down, slow or gone costs a call at most a moment, and never fails one.
/// </summary>
internal sealed partial class RedisLink : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(3);

    private readonly ConfigurationOptions? _options;
    private readonly ILogger<RedisLink> _logger;
    private Task<ConnectionMultiplexer>? _connecting;
    private long _leftAloneUntil;

    /// <param name="configuration">Its <c>ConnectionStrings:cache</c> names Redis; without one there is no cache.</param>
    /// <param name="logger">Hears when Redis goes.</param>
    public RedisLink(IConfiguration configuration, ILogger<RedisLink> logger)
    {
        _logger = logger;
        if (configuration.GetConnectionString("cache") is not { Length: > 0 } connection)
            return;
        _options = ConfigurationOptions.Parse(connection);
        _options.AbortOnConnectFail = false;
        _options.ClientName = "registry";
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options is not null)
            _connecting = Task.Run(() => ConnectionMultiplexer.ConnectAsync(_options), CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_connecting is { IsCompletedSuccessfully: true })
            (await _connecting).Dispose();
    }

    /// <summary>Asks Redis, unless it failed a moment ago.</summary>
    /// <returns><paramref name="otherwise"/> when it does not answer.</returns>
    public Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask, T otherwise) =>
        Environment.TickCount64 < Volatile.Read(ref _leftAloneUntil)
            ? Task.FromResult(otherwise)
            : AskAsync(ask, otherwise, Patience);

    /// <summary>Asks Redis, even if it failed a moment ago, and waits longer: for what had better not go unsaid.</summary>
    /// <returns><paramref name="otherwise"/> when it does not answer.</returns>
    public Task<T> InsistAsync<T>(Func<IDatabase, Task<T>> ask, T otherwise) => AskAsync(ask, otherwise, LongPatience);

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask, T otherwise, TimeSpan patience)
    {
        if (_connecting is not { IsCompletedSuccessfully: true })
            return otherwise;
        try
        {
            var database = (await _connecting).GetDatabase();
            return await ask(database).WaitAsync(patience);
        }
        // Whatever the client throws while a server goes, comes or changes its role: the cache is no reason to fail a call.
        catch (Exception e)
        {
            Volatile.Write(ref _leftAloneUntil, Environment.TickCount64 + (long)LeftAlone.TotalMilliseconds);
            NotAnswering(_logger, e.GetType().Name, LeftAlone.TotalSeconds);
            return otherwise;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "Redis does not answer ({Failure}); it is left alone for {Seconds} s, and reads go to the database")]
    private static partial void NotAnswering(ILogger logger, string failure, double seconds);
}
