using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Workforce.ServiceDefaults.Access;

/// <summary>
/// What the provider says of itself, with its keys. They are read when the first token comes, every few minutes, and at once for a token of an
/// unknown key, which waits for them; other calls go on with what is known, also while the provider is unreachable. A key that it has withdrawn is
/// no longer good once they have been read.
/// </summary>
internal sealed partial class ProviderKeys : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    // Neither a flood of tokens with unknown keys nor of calls while the provider is unreachable reads more often.
    private static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(5);

    private readonly IHttpClientFactory _clients;
    private readonly string _authority;
    private readonly bool _requiresTls;
    private readonly ILogger<ProviderKeys> _logger;

    private readonly Lock _starting = new();

    // Within the validation of a token whose key is unknown.
    private readonly AsyncLocal<bool> _isKeyUnknown = new();

    private volatile OpenIdConnectConfiguration? _known;
    private Task _reading = Task.CompletedTask;
    private (long At, TimeSpan Good)? _read;
    private long? _requestedAt;

    public ProviderKeys(IHttpClientFactory clients, IOptions<AccessOptions> options, IHostEnvironment environment, ILogger<ProviderKeys> logger)
    {
        (_clients, _authority, _requiresTls, _logger) = (clients, options.Value.Authority!, !environment.IsDevelopment(), logger);
        // With the keys before those that are known, a withdrawn one would be good for an hour more.
        UseLastKnownGoodConfiguration = false;
    }

    /// <summary>Whether they have ever been read.</summary>
    public bool AreKnown => _known is not null;

    /// <summary>What is known, without a wait: another object once they have been read anew; null while they never have been.</summary>
    public OpenIdConnectConfiguration? Current
    {
        get
        {
            _ = ReadWhenDue();
            return _known;
        }
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => await GetConfigurationAsync(cancel);

    /// <exception cref="TimeoutException">Nothing is known, and it cannot be read.</exception>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var reading = ReadWhenDue();
        if (_known is null || _isKeyUnknown.Value)
            await reading.WaitAsync(cancel);
        return _known ?? throw new TimeoutException($"the keys of {_authority} cannot be read");
    }

    /// <summary>Called when a token's key is not among those that are known.</summary>
    public override void RequestRefresh()
    {
        lock (_starting)
        {
            if (_requestedAt is not { } at || Stopwatch.GetElapsedTime(at) >= BetweenReads)
            {
                _requestedAt = Stopwatch.GetTimestamp();
                _read = null;
            }
        }
        _isKeyUnknown.Value = true;
    }

    private Task ReadWhenDue()
    {
        lock (_starting)
        {
            if (_reading.IsCompleted && (_read is not { } read || Stopwatch.GetElapsedTime(read.At) >= read.Good))
                // What is known for all calls is not read within one, which may be cancelled.
                _reading = Task.Run(ReadAsync);
            return _reading;
        }
    }

    private async Task ReadAsync()
    {
        // What the provider changes while the answer comes may be missing in it.
        var at = Stopwatch.GetTimestamp();
        var good = BetweenReads;
        try
        {
            using var client = _clients.CreateClient(SystemTokens.HttpClient);
            var documents = new HttpDocumentRetriever(client) { RequireHttps = _requiresTls };
            var read = await OpenIdConnectConfigurationRetriever.GetAsync($"{_authority.TrimEnd('/')}/.well-known/openid-configuration", documents, CancellationToken.None);
            if (FaultOf(read) is { } fault)
            {
                Unusable(_logger, _authority, fault);
            }
            else
            {
                _known = read;
                good = Kept;
            }
        }
        // It must outlive every failure: calls go on with what is known, and it is read again in a moment.
        catch (Exception failure)
        {
            NotReadable(_logger, _authority, failure.GetBaseException().Message);
        }
        lock (_starting)
            _read = (at, good);
    }

    // By another name its tokens would be of another issuer than the denials and appointments that name none.
    private string? FaultOf(OpenIdConnectConfiguration read) => read switch
    {
        _ when read.Issuer != _authority => $"it calls itself '{read.Issuer}': set Access:Authority to that",
        { SigningKeys.Count: 0 } => "it has no keys",
        _ => null,
    };

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The keys of {Authority} cannot be read now: {Reason}")]
    private static partial void NotReadable(ILogger logger, string authority, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "What {Authority} says of itself cannot be used: {Reason}")]
    private static partial void Unusable(ILogger logger, string authority, string reason);
}
