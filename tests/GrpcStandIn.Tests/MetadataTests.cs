using Grpc.Core;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

public sealed class MetadataTests
{
    [Fact]
    public async Task RequestHeaders_ReachTheService()
    {
        Metadata? seen = null;
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, context) =>
            {
                seen = context.RequestHeaders;
                return Task.FromResult(new Answer());
            },
        });

        await server.Client.AskAsync(new Question(), new Metadata { { "City", "kupang" }, { "unit", "a" }, { "unit", "b" }, { "seal-bin", [1, 2, 250] } });

        Assert.Equal("kupang", seen!.GetValue("city"));
        // HTTP lets whoever passes it on join the values of one header.
        Assert.Equal("a, b", string.Join(", ", seen.GetAll("unit").Select(entry => entry.Value)));
        Assert.Equal([1, 2, 250], seen.GetValueBytes("seal-bin"));
        Assert.Null(seen.Get("grpc-timeout"));
        Assert.Null(seen.Get("te"));
    }

    [Fact]
    public async Task ResponseHeaders_ArriveBeforeTheFirstMessage()
    {
        var release = new TaskCompletionSource();
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Count = async (_, answers, context) =>
            {
                await context.WriteResponseHeadersAsync(new Metadata { { "total", "2" }, { "mark-bin", [9] } });
                await release.Task;
                await answers.WriteAsync(new Answer());
            },
        });
        using var call = server.Client.Count(new Question());

        var headers = await call.ResponseHeadersAsync;
        release.SetResult();

        Assert.Equal("2", headers.GetValue("total"));
        Assert.Equal([9], headers.GetValueBytes("mark-bin"));
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task ResponseHeaders_SentTwice_IsRefused()
    {
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = async (_, context) =>
            {
                await context.WriteResponseHeadersAsync([]);
                await Assert.ThrowsAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
                return new Answer { Text = "refused" };
            },
        });

        Assert.Equal("refused", (await server.Client.AskAsync(new Question())).Text);
    }

    [Fact]
    public async Task Trailers_ArriveWithTheResponse()
    {
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, context) =>
            {
                context.ResponseTrailers.Add("took", "3");
                return Task.FromResult(new Answer());
            },
        });
        using var call = server.Client.AskAsync(new Question());
        await call;

        Assert.Equal("3", call.GetTrailers().GetValue("took"));
    }

    [Fact]
    public async Task Context_DescribesTheCall()
    {
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, context) => Task.FromResult(new Answer
            {
                Text = $"{context.Method} {context.Host} {context.Peer} {context.GetHttpContext().Request.Path} {context.Deadline == DateTime.MaxValue}",
            }),
        });

        var text = (await server.Client.AskAsync(new Question())).Text;

        Assert.Matches(@"^/workforce.lab.v1.Lab/Ask 127.0.0.1:\d+ ipv4:127.0.0.1:\d+ /workforce.lab.v1.Lab/Ask True$", text);
    }

    [Fact]
    public void Entry_WhoseKeyDoesNotFitItsValue_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("plain", [1]));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("bytes-bin", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("has space", "text"));
    }
}
