using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

/// <summary>Bytes that no well-behaved peer sends, or that it sends in an unusual way.</summary>
public sealed class WireTests
{
    private const string Ask = "/workforce.lab.v1.Lab/Ask";

    [Fact]
    public async Task Request_SplitOverManyFrames_IsRead()
    {
        await using var server = await LabServer.StartAsync();

        var response = await PostAsync(server, Ask, Pieces(Framed(new Question { Number = 6, Behaviour = new string('x', 300) })));

        Assert.Equal(StatusCode.OK, Status(response));
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(6, Answer.Parser.ParseFrom(body.AsSpan(5)).Number);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("trailing garbage")]
    [InlineData("two messages")]
    [InlineData("cut short")]
    [InlineData("nothing")]
    [InlineData("compressed without encoding")]
    public async Task Request_ThatIsNotOneWholeMessage_IsInternal(string fault)
    {
        await using var server = await LabServer.StartAsync();
        var message = Framed(new Question { Number = 1, Behaviour = "halo" });
        byte[] body = fault switch
        {
            "trailing garbage" => [.. message, 1, 2, 3],
            "two messages" => [.. message, .. message],
            "cut short" => message[..^1],
            "nothing" => [],
            _ => [1, .. message[1..]],
        };

        var response = await PostAsync(server, Ask, Whole(body));

        Assert.Equal(StatusCode.Internal, Status(response));
    }

    [Fact]
    public async Task Request_WhoseMessageIsNotItsType_FailsAndTellsNothing()
    {
        await using var server = await LabServer.StartAsync();

        var response = await PostAsync(server, Ask, Whole([0, 0, 0, 0, 2, 0xff, 0xff]));

        Assert.NotEqual(StatusCode.OK, Status(response));
    }

    [Fact]
    public async Task Request_OfUnknownEncoding_IsUnimplementedAndToldWhatIsUnderstood()
    {
        await using var server = await LabServer.StartAsync();
        var message = Framed(new Question());
        message[0] = 1;

        var response = await PostAsync(server, Ask, Whole(message), request => request.Headers.Add("grpc-encoding", "snappy"));

        Assert.Equal(StatusCode.Unimplemented, Status(response));
        Assert.Contains("gzip", response.Headers.GetValues("grpc-accept-encoding").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ThatAnnouncesTwoGigabytes_IsRefusedAtOnce()
    {
        await using var server = await LabServer.StartAsync();

        var response = await PostAsync(server, Ask, Whole([0, 0x7f, 0xff, 0xff, 0xff, 1]));

        Assert.Equal(StatusCode.ResourceExhausted, Status(response));
    }

    [Fact]
    public async Task Request_OfAnotherContentType_Is415()
    {
        await using var server = await LabServer.StartAsync();

        var response = await PostAsync(server, Ask, Whole([]), request => request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/json"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Request_ByGet_IsNotServed()
    {
        await using var server = await LabServer.StartAsync();

        var response = await PostAsync(server, Ask, Whole([]), request => request.Method = HttpMethod.Get);

        Assert.False(response.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("123456789m")]
    [InlineData("5x")]
    public async Task Request_WhoseTimeoutIsUnreadable_IsServedWithout(string timeout)
    {
        await using var server = await LabServer.StartAsync();

        var response = await PostAsync(server, Ask, Whole(Framed(new Question())), request => request.Headers.TryAddWithoutValidation("grpc-timeout", timeout));

        Assert.Equal(StatusCode.OK, Status(response));
    }

    [Fact]
    public async Task Response_SplitOverManyFrames_IsRead()
    {
        await using var server = await RawAsync(async context =>
        {
            foreach (var octet in Framed(new Answer { Number = 8, Text = new string('y', 100) }))
            {
                await context.Response.Body.WriteAsync(new[] { octet });
                await context.Response.Body.FlushAsync();
            }

            context.Response.AppendTrailer("grpc-status", "0");
        });

        Assert.Equal(8, (await server.Client.AskAsync(new Question())).Number);
    }

    [Fact]
    public async Task Response_WithoutStatus_IsAFailure()
    {
        await using var server = await RawAsync(context => context.Response.Body.WriteAsync(Framed(new Answer())).AsTask());

        await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));
    }

    [Fact]
    public async Task Response_OkWithoutMessage_IsInternal()
    {
        await using var server = await RawAsync(context =>
        {
            context.Response.AppendTrailer("grpc-status", "0");
            return Task.CompletedTask;
        });

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
    }

    [Fact]
    public async Task Response_CutShort_IsAFailure()
    {
        await using var server = await RawAsync(async context =>
        {
            await context.Response.Body.WriteAsync(Framed(new Answer { Text = "whole" }).AsMemory(..^2));
            context.Response.AppendTrailer("grpc-status", "0");
        });

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
    }

    [Fact]
    public async Task Response_OfAnotherContentType_IsAFailureThatNamesIt()
    {
        await using var server = await RawAsync(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<html>");
        });

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));

        Assert.Contains("text/html", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_OfStatusOnlyInItsHeaders_IsThatStatus()
    {
        await using var server = await RawAsync(context =>
        {
            context.Response.Headers["grpc-status"] = "5";
            context.Response.Headers["grpc-message"] = "tidak%20ada %zz";
            context.Response.Headers["field"] = "id";
            return Task.CompletedTask;
        });

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));

        Assert.Equal((StatusCode.NotFound, "tidak ada %zz"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal("id", failure.Trailers.GetValue("field"));
    }

    [Fact]
    public async Task Response_WhoseStreamIsReset_IsAFailure()
    {
        await using var server = await RawAsync(async context =>
        {
            await context.Response.Body.WriteAsync(Framed(new Answer { Number = 1 }));
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var call = server.Client.Count(new Question());

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext())
                Assert.Equal(1, call.ResponseStream.Current.Number);
        });

        Assert.NotEqual(StatusCode.OK, failure.StatusCode);
    }

    private static Task<LabServer> RawAsync(RequestDelegate respond) => LabServer.StartAsync(_ => { }, app => app.Run(context =>
    {
        context.Response.ContentType = "application/grpc";
        return respond(context);
    }));

    private static byte[] Framed(IMessage message)
    {
        var payload = message.ToByteArray();
        var framed = new byte[5 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), payload.Length);
        payload.CopyTo(framed, 5);
        return framed;
    }

    private static Func<Stream, Task> Whole(byte[] body) => stream => stream.WriteAsync(body).AsTask();

    private static Func<Stream, Task> Pieces(byte[] body) => async stream =>
    {
        foreach (var octet in body)
        {
            await stream.WriteAsync(new[] { octet });
            await stream.FlushAsync();
        }
    };

    private static async Task<HttpResponseMessage> PostAsync(
        LabServer server, string path, Func<Stream, Task> write, Action<HttpRequestMessage>? change = null)
    {
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address + path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new WrittenContent(write),
        };
        request.Headers.Add("te", "trailers");
        change?.Invoke(request);
        return await http.SendAsync(request);
    }

    private static StatusCode Status(HttpResponseMessage response) =>
        response.TrailingHeaders.TryGetValues("grpc-status", out var values) || response.Headers.TryGetValues("grpc-status", out values)
            ? Enum.Parse<StatusCode>(values.Single())
            : throw new InvalidOperationException("The response has no grpc-status.");

    private sealed class WrittenContent : HttpContent
    {
        private readonly Func<Stream, Task> _write;

        public WrittenContent(Func<Stream, Task> write)
        {
            _write = write;
            Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _write(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
