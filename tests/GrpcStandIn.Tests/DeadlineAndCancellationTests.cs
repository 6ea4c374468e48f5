using Grpc.Core;
using Grpc.Net.Client;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

public sealed class DeadlineAndCancellationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Deadline_EndsTheCallOnBothSides()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var deadline = DateTime.UtcNow.AddMilliseconds(300);
        DateTime seen = default;
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = async (_, context) =>
            {
                seen = context.Deadline;
                await SayWhenCancelledAsync(context, cancelled);
                return new Answer();
            },
        });

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question(), deadline: deadline));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        await cancelled.Task.WaitAsync(Patience);
        Assert.InRange(seen, deadline.AddMilliseconds(-100), deadline.AddSeconds(5));
    }

    [Fact]
    public async Task Deadline_OfAStream_EndsIt()
    {
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Count = async (_, answers, context) =>
            {
                await answers.WriteAsync(new Answer { Number = 1 });
                await Task.Delay(Patience, context.CancellationToken);
            },
        });
        using var call = server.Client.Count(new Question(), deadline: DateTime.UtcNow.AddSeconds(1));

        Assert.True(await call.ResponseStream.MoveNext());
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Deadline_InThePast_MakesNoCall()
    {
        var calls = 0;
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, _) =>
            {
                Interlocked.Increment(ref calls);
                return Task.FromResult(new Answer());
            },
        });

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client.AskAsync(new Question(), deadline: DateTime.UtcNow.AddSeconds(-1)));

        Assert.Equal((StatusCode.DeadlineExceeded, 0), (failure.StatusCode, calls));
    }

    [Fact]
    public async Task Deadline_FarAway_IsNoHindrance()
    {
        await using var server = await LabServer.StartAsync();

        Assert.Equal(5, (await server.Client.AskAsync(new Question { Number = 5 }, deadline: DateTime.UtcNow.AddYears(50))).Number);
    }

    [Fact]
    public async Task Token_CancelsTheCallOnBothSides()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = async (_, context) =>
            {
                started.SetResult();
                await SayWhenCancelledAsync(context, cancelled);
                return new Answer();
            },
        });
        using var source = new CancellationTokenSource();
        using var call = server.Client.AskAsync(new Question(), cancellationToken: source.Token);

        await started.Task.WaitAsync(Patience);
        await source.CancelAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        await cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Token_WithTheOption_ThrowsOperationCanceled()
    {
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = async (_, context) =>
            {
                await Task.Delay(Patience, context.CancellationToken);
                return new Answer();
            },
        });
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await new Lab.LabClient(channel).AskAsync(new Question(), cancellationToken: source.Token));
    }

    [Fact]
    public async Task Token_ThatIsCancelledAlready_MakesNoCall()
    {
        await using var server = await LabServer.StartAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client.AskAsync(new Question(), cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
    }

    [Fact]
    public async Task Disposal_OfAStream_CancelsItsService()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Talk = async (_, answers, context) =>
            {
                await answers.WriteAsync(new Answer());
                await SayWhenCancelledAsync(context, cancelled);
            },
        });
        using (var call = server.Client.Talk())
            Assert.True(await call.ResponseStream.MoveNext());

        await cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task TokenOfARead_CancelsTheCall()
    {
        await using var server = await LabServer.StartAsync(new LabScript { Count = (_, _, context) => Task.Delay(Patience, context.CancellationToken) });
        using var call = server.Client.Count(new Question());
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(source.Token));

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
    }

    private static async Task SayWhenCancelledAsync(ServerCallContext context, TaskCompletionSource cancelled)
    {
        try
        {
            await Task.Delay(Patience, context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            cancelled.SetResult();
            throw;
        }
    }
}
