using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client.Calls;
using Grpc.Net.Compression;
using Grpc.Net.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>Calls to one server over HTTP/2. Made once and shared: connections belong to it.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ConcurrentDictionary<string, MethodOnChannel> _methods = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<IDisposable, byte> _calls = new();
    private readonly HttpMessageInvoker _invoker;
    private readonly bool _disposesInvoker;
    private readonly GrpcChannelOptions _options;

    private GrpcChannel(Uri address, GrpcChannelOptions options) : base(address.Authority)
    {
        if (options.HttpClient is not null && options.HttpHandler is not null)
            throw new ArgumentException($"Either {nameof(options.HttpClient)} or {nameof(options.HttpHandler)} may be set, not both.", nameof(options));

        IsSecure = IsSecureAddress(address, options.Credentials);
        Address = new UriBuilder(address) { Scheme = IsSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp }.Uri;
        _options = options;
        _disposesInvoker = options.DisposeHttpClient || (options.HttpClient is null && options.HttpHandler is null);
        _invoker = options.HttpClient ?? new HttpMessageInvoker(options.HttpHandler ?? NewHandler(), _disposesInvoker);
        Compression = (options.CompressionProviders ?? [.. WireNames.DefaultCompression])
            .ToDictionary(provider => provider.EncodingName, StringComparer.Ordinal);
        AcceptEncoding = string.Join(',', Compression.Keys.Prepend(WireNames.Identity));
        Logger = (options.LoggerFactory ?? options.ServiceProvider?.GetService(typeof(ILoggerFactory)) as ILoggerFactory ?? NullLoggerFactory.Instance)
            .CreateLogger("Grpc.Net.Client.GrpcCall");
    }

    internal Uri Address { get; }

    internal bool IsSecure { get; }

    internal bool IsDisposed { get; private set; }

    internal ILogger Logger { get; }

    internal int? MaxSendMessageSize => _options.MaxSendMessageSize;

    internal int? MaxReceiveMessageSize => _options.MaxReceiveMessageSize;

    internal bool ThrowsOperationCanceled => _options.ThrowOperationCanceledOnCancellation;

    internal bool SendsCallCredentials => IsSecure || _options.UnsafeUseInsecureChannelCallCredentials;

    internal CallCredentials? CallCredentials => _options.Credentials?.CallCredentials;

    internal IReadOnlyDictionary<string, ICompressionProvider> Compression { get; }

    internal string AcceptEncoding { get; }

    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => ForAddress(new Uri(address), channelOptions);

    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <param name="address"><c>http://host:port</c> is HTTP/2 without TLS, <c>https://host:port</c> with it.</param>
    /// <param name="channelOptions">What the channel's calls share.</param>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return new HttpCallInvoker(this);
    }

    /// <summary>Cancels the channel's calls and closes its connections.</summary>
    public void Dispose()
    {
        if (IsDisposed)
            return;

        IsDisposed = true;
        foreach (var call in _calls.Keys)
            call.Dispose();

        if (_disposesInvoker)
            _invoker.Dispose();
    }

    internal void Register(IDisposable call) => _calls.TryAdd(call, 0);

    internal void Unregister(IDisposable call) => _calls.TryRemove(call, out _);

    internal MethodOnChannel Find(IMethod method) =>
        _methods.GetOrAdd(method.FullName, static (path, argument) => new MethodOnChannel(
            new Uri(argument.Channel.Address, path),
            argument.Channel._options.ServiceConfig is { } config
                ? RetryRules.Of(argument.Method, config, argument.Channel._options.MaxRetryAttempts)
                : null), (Channel: this, Method: method));

    // An HttpClient would wait for the whole response unless told not to.
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _invoker is HttpClient client
        ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
        : _invoker.SendAsync(request, cancellationToken);

    private static SocketsHttpHandler NewHandler() => new() { EnableMultipleHttp2Connections = true };

    private static bool IsSecureAddress(Uri address, ChannelCredentials? credentials)
    {
        bool? byScheme = address.Scheme switch
        {
            "http" => false,
            "https" => true,
            _ => null,
        };
        if (byScheme is { } scheme && credentials is not null && credentials.IsSecure != scheme)
            throw new InvalidOperationException($"The channel's credentials do not fit the scheme of the address '{address}'.");

        return byScheme ?? credentials?.IsSecure
            ?? throw new InvalidOperationException($"The address '{address}' has no scheme http or https, and the channel no credentials that decide on TLS.");
    }
}
