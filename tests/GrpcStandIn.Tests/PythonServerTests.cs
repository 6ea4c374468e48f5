using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

/// <summary>Our client, calling gRPC's C core, whose responses are gzip.</summary>
public sealed class PythonServerTests
{
    [Fact]
    public async Task Unary_WithHeadersAndTrailers()
    {
        await using var peer = await PythonPeer.ServeAsync();
        using var channel = GrpcChannel.ForAddress(peer.Address!);
        using var call = new Lab.LabClient(channel).AskAsync(
            new Question { Behaviour = "metadata", Number = 7 }, new Metadata { { "city", "kupang" }, { "seal-bin", [0, 255] } });

        var answer = await call;
        var headers = await call.ResponseHeadersAsync;

        Assert.Equal(7, answer.Number);
        Assert.Equal("kupang", headers.GetValue("city"));
        Assert.Equal([0, 255], headers.GetValueBytes("seal-bin"));
        Assert.Equal("3", call.GetTrailers().GetValue("took"));
    }

    [Fact]
    public async Task Streams_OfEveryKind()
    {
        await using var peer = await PythonPeer.ServeAsync();
        using var channel = GrpcChannel.ForAddress(peer.Address!);
        var client = new Lab.LabClient(channel);

        using var count = client.Count(new Question { Number = 300, Payload = ByteString.CopyFrom(new byte[2000]) });
        var numbers = new List<int>();
        await foreach (var answer in count.ResponseStream.ReadAllAsync())
            numbers.Add(answer.Number);

        using var sum = client.Sum(new Metadata { { "grpc-internal-encoding-request", "gzip" } });
        for (var i = 1; i <= 300; i++)
            await sum.RequestStream.WriteAsync(new Question { Number = i });
        await sum.RequestStream.CompleteAsync();

        using var talk = client.Talk();
        for (var i = 1; i <= 50; i++)
        {
            await talk.RequestStream.WriteAsync(new Question { Number = i });
            Assert.True(await talk.ResponseStream.MoveNext());
            Assert.Equal(i, talk.ResponseStream.Current.Number);
        }

        await talk.RequestStream.CompleteAsync();
        Assert.Equal(Enumerable.Range(1, 300), numbers);
        Assert.Equal(45_150, (await sum).Number);
        Assert.False(await talk.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Error_WithDetailAndTrailers()
    {
        await using var peer = await PythonPeer.ServeAsync();
        using var channel = GrpcChannel.ForAddress(peer.Address!);

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await new Lab.LabClient(channel).AskAsync(new Question { Behaviour = "fail" }));

        Assert.Equal((StatusCode.InvalidArgument, "baris 7 – NIK 100% salah"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal("nik", failure.Trailers.GetValue("field"));
        Assert.Equal([0, 255, 7], failure.Trailers.GetValueBytes("row-bin"));
    }

    [Fact]
    public async Task ExceptionOfTheServer_IsUnknown_AndAnAbsentServiceUnimplemented()
    {
        await using var peer = await PythonPeer.ServeAsync();
        using var channel = GrpcChannel.ForAddress(peer.Address!);

        var raised = await Assert.ThrowsAsync<RpcException>(
            async () => await new Lab.LabClient(channel).AskAsync(new Question { Behaviour = "raise" }));
        var absent = await Assert.ThrowsAsync<RpcException>(async () => await new Absent.AbsentClient(channel).AskAsync(new Question()));

        Assert.Equal((StatusCode.Unknown, StatusCode.Unimplemented), (raised.StatusCode, absent.StatusCode));
    }

    [Fact]
    public async Task Deadline_IsKept()
    {
        await using var peer = await PythonPeer.ServeAsync();
        using var channel = GrpcChannel.ForAddress(peer.Address!);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new Lab.LabClient(channel).AskAsync(
            new Question { Behaviour = "slow" }, deadline: DateTime.UtcNow.AddMilliseconds(400)));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    [Fact]
    public async Task GzipMessages_AreUnderstoodBothWays()
    {
        await using var peer = await PythonPeer.ServeAsync();
        using var channel = GrpcChannel.ForAddress(peer.Address!);
        var payload = ByteString.CopyFrom(new byte[500_000]);
        using var call = new Lab.LabClient(channel).AskAsync(
            new Question { Payload = payload }, new Metadata { { "grpc-internal-encoding-request", "gzip" } });

        Assert.Equal(payload, (await call).Payload);
    }
}
