using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

public sealed class ErrorTests
{
    [Fact]
    public async Task RpcException_ReachesTheCallerWithItsDetailAndTrailers()
    {
        const string Detail = "baris 7: NIK '12%34' tidak sah – «16 digit»\nlihat kolom";
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, _) => throw new RpcException(
                new Status(StatusCode.InvalidArgument, Detail), new Metadata { { "field", "nik" }, { "row-bin", [0, 255, 7] } }),
        });

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));

        Assert.Equal((StatusCode.InvalidArgument, Detail), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal("nik", failure.Trailers.GetValue("field"));
        Assert.Equal([0, 255, 7], failure.Trailers.GetValueBytes("row-bin"));
    }

    [Fact]
    public async Task StatusSetByTheService_ReachesTheCaller()
    {
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Count = async (_, answers, context) =>
            {
                await answers.WriteAsync(new Answer { Number = 1 });
                context.ResponseTrailers.Add("rows", "1");
                context.Status = new Status(StatusCode.DataLoss, "half");
            },
        });
        using var call = server.Client.Count(new Question());

        Assert.True(await call.ResponseStream.MoveNext());
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal((StatusCode.DataLoss, "half"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal("1", call.GetTrailers().GetValue("rows"));
    }

    [Fact]
    public async Task UnhandledException_IsUnknownAndTellsNothing()
    {
        await using var server = await LabServer.StartAsync(new LabScript { Ask = (_, _) => throw new InvalidOperationException("password=rahasia") });

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.DoesNotContain("rahasia", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnhandledException_WithDetailedErrors_TellsItsMessage()
    {
        await using var server = await LabServer.StartAsync(
            new LabScript { Ask = (_, _) => throw new InvalidOperationException("what happened") }, options => options.EnableDetailedErrors = true);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.Contains("what happened", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MethodNotOverridden_IsUnimplemented()
    {
        await using var server = await LabServer.StartAsync(services => services.AddGrpc(), app => app.MapGrpcService<EmptyLab>());

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    [Fact]
    public async Task ServiceNotServed_IsUnimplemented()
    {
        await using var server = await LabServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Address);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new Absent.AbsentClient(channel).AskAsync(new Question()));

        Assert.Equal((StatusCode.Unimplemented, "Service is unimplemented."), (failure.StatusCode, failure.Status.Detail));
    }

    [Fact]
    public async Task NoServer_IsUnavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        var client = new Lab.LabClient(channel);

        var unary = await Assert.ThrowsAsync<RpcException>(async () => await client.AskAsync(new Question()));
        using var streaming = client.Sum();
        var write = await Assert.ThrowsAsync<RpcException>(() => streaming.RequestStream.WriteAsync(new Question()));
        var headers = await Assert.ThrowsAsync<RpcException>(() => streaming.ResponseHeadersAsync);

        Assert.All([unary, write, headers], failure => Assert.Equal(StatusCode.Unavailable, failure.StatusCode));
    }

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(503, StatusCode.Unavailable)]
    public async Task HttpStatusOfAProxy_BecomesAStatus(int http, StatusCode expected)
    {
        await using var server = await LabServer.StartAsync(_ => { }, app => app.Run(context =>
        {
            context.Response.StatusCode = http;
            return context.Response.WriteAsync("not gRPC");
        }));

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));

        Assert.Equal(expected, failure.StatusCode);
    }

    [Fact]
    public async Task ServerEndsStreamEarly_WriteFailsAndTheResponseHasTheStatus()
    {
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Sum = async (questions, _) =>
            {
                await questions.MoveNext();
                throw new RpcException(new Status(StatusCode.FailedPrecondition, "enough"));
            },
        });
        using var call = server.Client.Sum();

        async Task WriteForEver()
        {
            for (var i = 0; i < 100_000; i++)
                await call.RequestStream.WriteAsync(new Question { Number = i });
        }

        // A write that the end of the call cuts short may say only that it was cancelled: the published client does, by chance of timing.
        await Assert.ThrowsAsync<RpcException>(WriteForEver);
        var response = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((StatusCode.FailedPrecondition, "enough"), (response.StatusCode, response.Status.Detail));
    }

    [Fact]
    public async Task StatusOfACallThatRuns_IsNotToBeHad()
    {
        await using var server = await LabServer.StartAsync();
        using var call = server.Client.Talk();

        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
    }

    private sealed class EmptyLab : Lab.LabBase;
}
