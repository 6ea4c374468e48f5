using Google.Protobuf;
using Grpc.Core;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

public sealed class CallTests
{
    [Fact]
    public async Task Unary_AnswersTheRequest()
    {
        await using var server = await LabServer.StartAsync();

        var answer = await server.Client.AskAsync(new Question { Behaviour = "selamat", Number = 7 });

        Assert.Equal(("selamat", 7), (answer.Text, answer.Number));
    }

    [Fact]
    public async Task Unary_Blocking_AnswersTheRequest()
    {
        await using var server = await LabServer.StartAsync();

        Assert.Equal(3, server.Client.Ask(new Question { Number = 3 }).Number);
    }

    [Fact]
    public async Task Unary_OfThreeMegabytes_ComesBackWhole()
    {
        await using var server = await LabServer.StartAsync();
        var payload = new byte[3 * 1024 * 1024];
        new Random(1).NextBytes(payload);

        var answer = await server.Client.AskAsync(new Question { Payload = ByteString.CopyFrom(payload) });

        Assert.Equal(payload, answer.Payload.ToByteArray());
    }

    [Fact]
    public async Task ServerStreaming_DeliversEveryMessageInOrder()
    {
        await using var server = await LabServer.StartAsync();
        using var call = server.Client.Count(new Question { Number = 1000 });

        var numbers = new List<int>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
            numbers.Add(answer.Number);

        Assert.Equal(Enumerable.Range(1, 1000), numbers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task ServerStreaming_OfNoMessage_EndsWell()
    {
        await using var server = await LabServer.StartAsync();
        using var call = server.Client.Count(new Question());

        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task ClientStreaming_ReceivesEveryMessage()
    {
        await using var server = await LabServer.StartAsync();
        using var call = server.Client.Sum();

        for (var i = 1; i <= 1000; i++)
            await call.RequestStream.WriteAsync(new Question { Number = i });
        await call.RequestStream.CompleteAsync();

        Assert.Equal(500_500, (await call).Number);
    }

    [Fact]
    public async Task Duplex_AnswersEachMessageBeforeTheNext()
    {
        await using var server = await LabServer.StartAsync();
        using var call = server.Client.Talk();

        for (var i = 1; i <= 100; i++)
        {
            await call.RequestStream.WriteAsync(new Question { Number = i });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(i, call.ResponseStream.Current.Number);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }
}
