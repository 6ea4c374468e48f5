using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

public sealed class RetryTests
{
    [Fact]
    public async Task Unavailable_IsTriedAgain_AndTheServerIsTold()
    {
        var previous = new List<string?>();
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (question, context) =>
            {
                previous.Add(context.RequestHeaders.GetValue("grpc-previous-rpc-attempts"));
                return previous.Count < 3
                    ? throw new RpcException(new Status(StatusCode.Unavailable, "not yet"))
                    : Task.FromResult(new Answer { Number = question.Number });
            },
        });
        using var channel = Retrying(server, attempts: 4);

        var answer = await new Lab.LabClient(channel).AskAsync(new Question { Number = 9 });

        Assert.Equal(9, answer.Number);
        Assert.Equal([null, "1", "2"], previous);
    }

    [Fact]
    public async Task Attempts_AreBounded()
    {
        var calls = 0;
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, _) => throw new RpcException(new Status(StatusCode.Unavailable, $"attempt {Interlocked.Increment(ref calls)}")),
        });
        using var channel = Retrying(server, attempts: 3);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new Lab.LabClient(channel).AskAsync(new Question()));

        Assert.Equal((StatusCode.Unavailable, "attempt 3", 3), (failure.StatusCode, failure.Status.Detail, calls));
    }

    [Fact]
    public async Task OtherStatus_IsNotTriedAgain()
    {
        var calls = 0;
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, _) =>
            {
                Interlocked.Increment(ref calls);
                throw new RpcException(new Status(StatusCode.InvalidArgument, ""));
            },
        });
        using var channel = Retrying(server, attempts: 3);

        await Assert.ThrowsAsync<RpcException>(async () => await new Lab.LabClient(channel).AskAsync(new Question()));

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task ServerThatForbidsIt_IsNotTriedAgain()
    {
        var calls = 0;
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, _) =>
            {
                Interlocked.Increment(ref calls);
                throw new RpcException(new Status(StatusCode.Unavailable, ""), new Metadata { { "grpc-retry-pushback-ms", "-1" } });
            },
        });
        using var channel = Retrying(server, attempts: 3);

        await Assert.ThrowsAsync<RpcException>(async () => await new Lab.LabClient(channel).AskAsync(new Question()));

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Stream_IsTriedAgainBeforeItsFirstMessage_AndNotAfter()
    {
        var calls = 0;
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Count = async (_, answers, _) =>
            {
                if (Interlocked.Increment(ref calls) > 1)
                    await answers.WriteAsync(new Answer { Number = calls });

                throw new RpcException(new Status(StatusCode.Unavailable, ""));
            },
        });
        using var channel = Retrying(server, attempts: 5);
        using var call = new Lab.LabClient(channel).Count(new Question());

        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal(2, call.ResponseStream.Current.Number);
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Deadline_BoundsAllAttempts()
    {
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, _) => throw new RpcException(new Status(StatusCode.Unavailable, ""), new Metadata { { "grpc-retry-pushback-ms", "60000" } }),
        });
        using var channel = Retrying(server, attempts: 5);

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await new Lab.LabClient(channel).AskAsync(new Question(), deadline: DateTime.UtcNow.AddMilliseconds(500)));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    private static GrpcChannel Retrying(LabServer server, int attempts) => GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions
    {
        ServiceConfig = new ServiceConfig
        {
            MethodConfigs =
            {
                new MethodConfig
                {
                    Names = { MethodName.Default },
                    RetryPolicy = new RetryPolicy
                    {
                        MaxAttempts = attempts,
                        InitialBackoff = TimeSpan.FromMilliseconds(10),
                        MaxBackoff = TimeSpan.FromMilliseconds(50),
                        BackoffMultiplier = 2,
                        RetryableStatusCodes = { StatusCode.Unavailable },
                    },
                },
            },
        },
    });
}
