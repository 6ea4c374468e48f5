using StackExchange.Redis;

namespace Workforce.Registry.Cache;

/// <summary>
/// Redis, as an option. It is connected to in the background, and after a failure it is not asked for a while: a Redis that is down,
/// slow or gone costs a call at most one timeout, and fails none.
/// </summary>
public sealed partial class RedisLink : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly ConfigurationOptions? _options;
    private readonly ILogger<RedisLink> _logger;
    private Task<ConnectionMultiplexer>? _connecting;
    private long _pausedUntil;

    /// <param name="configuration">Its <c>ConnectionStrings:cache</c> names Redis; without one nothing is cached there.</param>
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

    /// <summary>Asks Redis, unless it failed within the last seconds.</summary>
    /// <returns><paramref name="otherwise"/> when it does not answer in time.</returns>
    public Task<T> TryAsync<T>(Func<IDatabase, Task<T>> ask, T otherwise) =>
        Environment.TickCount64 < Volatile.Read(ref _pausedUntil)
            ? Task.FromResult(otherwise)
            : AskAsync(ask, otherwise, Timeout);

    /// <summary>Asks Redis also within the pause after a failure, and with the longer timeout: for invalidations.</summary>
    /// <returns><paramref name="otherwise"/> when it does not answer in time.</returns>
    public Task<T> InsistAsync<T>(Func<IDatabase, Task<T>> ask, T otherwise) => AskAsync(ask, otherwise, LongTimeout);

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask, T otherwise, TimeSpan timeout)
    {
        if (_connecting is not { IsCompletedSuccessfully: true })
            return otherwise;
        try
        {
            var database = (await _connecting).GetDatabase();
            return await ask(database).WaitAsync(timeout);
        }
        // Whatever the client throws while a server goes, comes or changes its role: the cache is no reason to fail a call.
        catch (Exception e)
        {
            Volatile.Write(ref _pausedUntil, Environment.TickCount64 + (long)Pause.TotalMilliseconds);
            NotAnswering(_logger, e.GetType().Name, Pause.TotalSeconds);
            return otherwise;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "Redis does not answer ({Failure}); reads go to the database, and Redis is tried again after {Seconds} s")]
    private static partial void NotAnswering(ILogger logger, string failure, double seconds);
}
