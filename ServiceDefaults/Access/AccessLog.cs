using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>
/// The access log (catatan akses). What is to be written while a statement runs is written together by the next one: an entry costs a
/// call less than a commit of its own.
/// </summary>
public sealed class AccessLog(AccessLogStore store) : BackgroundService
{
    private const int WrittenTogether = 1_000;

    // A call waits for its entry: there are never more than calls under way.
    private readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Writes who read whose data. Only once this has ended may the answer leave; where it fails, the read fails.</summary>
    /// <exception cref="StoppingException">The service is stopping.</exception>
    public Task WriteAsync(AllowedCall call, Accessed accessed)
    {
        call.IsLogged = true;
        var pending = new Pending(call, accessed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _pending.Writer.TryWrite(pending) ? pending.Written.Task : throw new StoppingException();
    }

    /// <summary>Writes who read whose data, one entry for each city: its auditor sees those of the own city. Where nothing was read, says so.</summary>
    /// <param name="read">The workers, each with the city in which it was read; repeated ones count once.</param>
    /// <exception cref="StoppingException">The service is stopping.</exception>
    public Task WriteByCityAsync(AllowedCall call, IEnumerable<(Guid CityId, Guid WorkerId)> read, string selection)
    {
        NothingPersonal(call);
        return Task.WhenAll(read
            .GroupBy(one => one.CityId, one => one.WorkerId)
            .Select(city => WriteAsync(call, new Accessed(city.Key, [.. city.Distinct()], selection))));
    }

    /// <summary>Says that a call, which may answer with personal data, has answered without.</summary>
    public static void NothingPersonal(AllowedCall call) => call.IsLogged = true;

    // Calls end before services stop: what is still to be written then is, before the channel is closed.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _pending.Writer.TryComplete();
        if (ExecuteTask is { } writing)
            await writing.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var together = new List<Pending>();
        while (await _pending.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (together.Count < WrittenTogether && _pending.Reader.TryRead(out var next))
                together.Add(next);
            await WriteAsync(together);
            together.Clear();
        }
    }

    private async Task WriteAsync(List<Pending> together)
    {
        try
        {
            await store.AddAsync(together.ConvertAll(pending => (pending.Call, pending.Accessed)));
            together.ForEach(pending => pending.Written.SetResult());
        }
        // Each call has its own failure to answer with.
        catch (Exception failure)
        {
            together.ForEach(pending => pending.Written.SetException(failure));
        }
    }

    private sealed record Pending(AllowedCall Call, Accessed Accessed, TaskCompletionSource Written);
}
