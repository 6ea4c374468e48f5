using System.Text.Json;
using Grpc.Core;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

/// <summary>Our server, called by gRPC's C core.</summary>
public sealed class PythonClientTests
{
    [Fact]
    public async Task Unary_WithHeadersAndTrailers()
    {
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = async (question, context) =>
            {
                await context.WriteResponseHeadersAsync(new Metadata { { "city", context.RequestHeaders.GetValue("city")! } });
                context.ResponseTrailers.Add("seal", Convert.ToHexString(context.RequestHeaders.GetValueBytes("seal-bin")!));
                return new Answer { Text = question.Behaviour, Number = question.Number };
            },
        });

        var seen = await PythonPeer.CallAsync(server, "unary");

        Assert.Equal(("salam", 7, "OK"), (Text(seen, "text"), seen.GetProperty("number").GetInt32(), Text(seen, "code")));
        Assert.Equal("kupang", Text(seen.GetProperty("headers"), "city"));
        Assert.Equal("00FF", Text(seen.GetProperty("trailers"), "seal"));
    }

    [Fact]
    public async Task Streams_OfEveryKind()
    {
        await using var server = await LabServer.StartAsync();

        Assert.Equal(Enumerable.Range(1, 500), Numbers(await PythonPeer.CallAsync(server, "server_streaming")));
        Assert.Equal(125_250, (await PythonPeer.CallAsync(server, "client_streaming")).GetInt32());
        Assert.Equal(Enumerable.Range(1, 100), Numbers(await PythonPeer.CallAsync(server, "duplex")));
    }

    [Fact]
    public async Task Error_WithDetailAndTrailers()
    {
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, _) => throw new RpcException(
                new Status(StatusCode.FailedPrecondition, "100% – belum\nsiap"), new Metadata { { "field", "nik" }, { "row-bin", [0, 255, 7] } }),
        });

        var seen = await PythonPeer.CallAsync(server, "error");

        Assert.Equal(("FAILED_PRECONDITION", "100% – belum\nsiap"), (Text(seen, "code"), Text(seen, "details")));
        Assert.Equal(("nik", "00ff07"), (Text(seen.GetProperty("trailers"), "field"), Text(seen.GetProperty("trailers"), "row-bin")));
    }

    [Fact]
    public async Task UnknownMethod_IsUnimplemented()
    {
        await using var server = await LabServer.StartAsync();

        Assert.Equal("UNIMPLEMENTED", Text(await PythonPeer.CallAsync(server, "unimplemented"), "code"));
    }

    [Fact]
    public async Task Deadline_IsKept_ThoughTheServiceDoesNotListen()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationToken token = default;
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = async (_, context) =>
            {
                token = context.CancellationToken;
                await release.Task;
                return new Answer();
            },
        });

        var seen = await PythonPeer.CallAsync(server, "deadline");
        release.SetResult();

        Assert.Equal("DEADLINE_EXCEEDED", Text(seen, "code"));
        Assert.InRange(seen.GetProperty("seconds").GetDouble(), 0.3, 5);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public async Task Cancellation_ReachesTheService()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Count = async (_, answers, context) =>
            {
                await answers.WriteAsync(new Answer { Number = 1 });
                try
                {
                    await Task.Delay(TimeSpan.FromSeconds(20), context.CancellationToken);
                }
                catch (OperationCanceledException)
                {
                    cancelled.SetResult();
                }
            },
        });

        Assert.Equal(1, (await PythonPeer.CallAsync(server, "cancel")).GetInt32());
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task CompressedMessages_AreUnderstoodBothWays(string? responses)
    {
        string? requests = null;
        await using var server = await LabServer.StartAsync(
            new LabScript
            {
                Ask = (question, context) =>
                {
                    requests = context.GetHttpContext().Request.Headers["grpc-encoding"];
                    return Task.FromResult(new Answer { Payload = question.Payload });
                },
            },
            options => options.ResponseCompressionAlgorithm = responses);

        Assert.True((await PythonPeer.CallAsync(server, "gzip")).GetBoolean());
        Assert.Equal("gzip", requests);
    }

    [Fact]
    public async Task LargeMessages_ComeBackWhole()
    {
        await using var server = await LabServer.StartAsync();

        Assert.True((await PythonPeer.CallAsync(server, "large")).GetBoolean());
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<int> Numbers(JsonElement element) => element.EnumerateArray().Select(number => number.GetInt32());
}
