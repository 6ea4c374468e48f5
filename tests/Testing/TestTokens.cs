using Grpc.Net.Client;
using Workforce.Identity;

namespace Workforce.Testing;

/// <summary>Tokens of a set-up key that the tests of this process share.</summary>
public static class TestTokens
{
    /// <summary>For <c>Access:SetupKey</c>.</summary>
    public static string KeyFile { get; } = CreateKey();

    private static SetupKey Key { get; } = SetupKey.Read(KeyFile);

    /// <summary>A channel that calls as whoever may: for each RPC in the first role that its rule allows, held for every city.</summary>
    public static GrpcChannel Open(Uri address) => Open(address, Key.SignFor);

    /// <summary>The same over connections of one's own.</summary>
    public static GrpcChannel Open(Uri address, HttpMessageHandler connections) => Open(address, Key.SignFor, connections);

    /// <param name="tokenFor">By the path of the RPC; null for none.</param>
    public static GrpcChannel Open(Uri address, Func<string, string?> tokenFor) =>
        Open(address, tokenFor, new SocketsHttpHandler { EnableMultipleHttp2Connections = true });

    private static GrpcChannel Open(Uri address, Func<string, string?> tokenFor, HttpMessageHandler connections) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new BearerTokens((path, _) => ValueTask.FromResult(tokenFor(path))) { InnerHandler = connections },
        DisposeHttpClient = true,
    });

    public static string Sign(SetupToken token) => Key.Sign(token);

    private static string CreateKey()
    {
        var path = Path.Combine(Path.GetTempPath(), $"workforce-test-{Environment.ProcessId}-{Guid.NewGuid():N}.pem");
        SetupKey.Create(path);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(path);
        return path;
    }
}
