using Grpc.Core;
using Grpc.Net.Client;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

public sealed class CredentialsTests
{
    private static readonly LabScript TellsWhoCalls = new()
    {
        Ask = (_, context) => Task.FromResult(new Answer { Text = context.RequestHeaders.GetValue("authorization") ?? "nobody" }),
    };

    [Fact]
    public async Task CallCredentials_GoWithEveryCall_WhereThatIsAllowedWithoutTls()
    {
        await using var server = await LabServer.StartAsync(TellsWhoCalls);
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, Bearer("token")),
            UnsafeUseInsecureChannelCallCredentials = true,
        });

        Assert.Equal("Bearer token of Ask", (await new Lab.LabClient(channel).AskAsync(new Question())).Text);
    }

    [Fact]
    public async Task CallCredentials_AreKeptBackWithoutTls()
    {
        await using var server = await LabServer.StartAsync(TellsWhoCalls);
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure });

        var answer = await new Lab.LabClient(channel).AskAsync(new Question(), new CallOptions(credentials: Bearer("token")));

        Assert.Equal("nobody", answer.Text);
    }

    [Fact]
    public void Credentials_ThatDoNotFitTheAddress_AreRefused()
    {
        Assert.Throws<InvalidOperationException>(
            () => GrpcChannel.ForAddress("http://127.0.0.1:1", new GrpcChannelOptions { Credentials = ChannelCredentials.SecureSsl }));
    }

    private static CallCredentials Bearer(string token) => CallCredentials.FromInterceptor((context, metadata) =>
    {
        metadata.Add("authorization", $"Bearer {token} of {context.MethodName}");
        return Task.CompletedTask;
    });
}
