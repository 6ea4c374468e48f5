using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

public sealed class CompressionAndLimitTests
{
    private static readonly ByteString Zeros = ByteString.CopyFrom(new byte[200_000]);

    [Theory]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task Messages_GoCompressedBothWaysWhereAsked(string? encoding)
    {
        string? requestEncoding = null;
        await using var server = await LabServer.StartAsync(
            new LabScript
            {
                Ask = (question, context) =>
                {
                    requestEncoding = context.GetHttpContext().Request.Headers["grpc-encoding"];
                    return Task.FromResult(new Answer { Payload = question.Payload });
                },
            },
            options =>
            {
                options.ResponseCompressionAlgorithm = encoding;
                options.ResponseCompressionLevel = CompressionLevel.Optimal;
            });

        var answer = await server.Client.AskAsync(new Question { Payload = Zeros }, new Metadata { { "grpc-internal-encoding-request", encoding ?? "identity" } });

        Assert.Equal(Zeros, answer.Payload);
        Assert.Equal(encoding ?? "identity", requestEncoding ?? "identity");
    }

    [Fact]
    public async Task Stream_GoesCompressed_ButForWhatAsksNotToBe()
    {
        await using var server = await LabServer.StartAsync(
            new LabScript
            {
                Count = async (question, answers, _) =>
                {
                    await answers.WriteAsync(new Answer { Number = 1, Payload = question.Payload });
                    answers.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
                    await answers.WriteAsync(new Answer { Number = 2, Payload = question.Payload });
                },
            },
            options => options.ResponseCompressionAlgorithm = "gzip");
        using var call = server.Client.Count(new Question { Payload = Zeros });

        var answers = new List<Answer>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
            answers.Add(answer);

        Assert.Equal([1, 2], answers.Select(answer => answer.Number));
        Assert.All(answers, answer => Assert.Equal(Zeros, answer.Payload));
    }

    [Fact]
    public async Task Request_OverTheServersLimit_IsResourceExhausted()
    {
        await using var server = await LabServer.StartAsync(configure: options => options.MaxReceiveMessageSize = 100_000);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question { Payload = Zeros }));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public async Task Request_OverTheDefaultLimit_IsResourceExhausted_AndPassesWithoutLimit()
    {
        var fiveMegabytes = new Question { Payload = ByteString.CopyFrom(new byte[5 * 1024 * 1024]) };
        await using var limited = await LabServer.StartAsync();
        await using var unlimited = await LabServer.StartAsync(
            new LabScript { Ask = (question, _) => Task.FromResult(new Answer { Number = question.Payload.Length }) },
            options => options.MaxReceiveMessageSize = null);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await limited.Client.AskAsync(fiveMegabytes));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Equal(5 * 1024 * 1024, (await unlimited.Client.AskAsync(fiveMegabytes)).Number);
    }

    [Fact]
    public async Task Response_OverTheServersLimit_IsResourceExhausted()
    {
        await using var server = await LabServer.StartAsync(configure: options => options.MaxSendMessageSize = 100_000);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question { Payload = Zeros }));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Theory]
    [InlineData(100_000, null)]
    [InlineData(null, 100_000)]
    public async Task Message_OverTheClientsLimit_IsResourceExhausted(int? send, int? receive)
    {
        await using var server = await LabServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { MaxSendMessageSize = send, MaxReceiveMessageSize = receive });

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new Lab.LabClient(channel).AskAsync(new Question { Payload = Zeros }));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public async Task Stream_LargerThanKestrelsBodyLimit_Passes()
    {
        await using var server = await LabServer.StartAsync();
        using var call = server.Client.Sum();
        var question = new Question { Number = 1, Payload = ByteString.CopyFrom(new byte[1024 * 1024]) };

        for (var i = 0; i < 40; i++)
            await call.RequestStream.WriteAsync(question);
        await call.RequestStream.CompleteAsync();

        Assert.Equal(40, (await call).Number);
    }
}
