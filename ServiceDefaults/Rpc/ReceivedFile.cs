using System.IO.Pipelines;
using Google.Protobuf;
using Grpc.Core;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Rpc;

/// <summary>The file of a call as a stream: no more of it is in memory than its reader has room for.</summary>
public static class ReceivedFile
{
    private const int LongestFileName = 200;
    private const int LongestSheetName = 100; // spreadsheets allow 31; other programs more

    /// <exception cref="InvalidInputException">A name of the header is long, or has control characters.</exception>
    public static void Check(string fileName, string sheet)
    {
        if (fileName.Length > LongestFileName || fileName.Any(char.IsControl))
            throw new InvalidInputException("header.file_name", null, $"is not a name of at most {LongestFileName} characters");
        if (sheet.Length > LongestSheetName || sheet.Any(char.IsControl))
            throw new InvalidInputException("header.sheet", null, $"is not a name of at most {LongestSheetName} characters");
    }

    /// <summary>The header of a call, which comes before its file.</summary>
    /// <param name="headerOf">Null of a part that is none.</param>
    /// <exception cref="InvalidInputException">Something else came first, or nothing.</exception>
    public static async Task<THeader> HeaderAsync<TPart, THeader>(
        IAsyncStreamReader<TPart> parts, Func<TPart, THeader?> headerOf, CancellationToken cancellation)
        where THeader : class =>
        await parts.MoveNext(cancellation) && headerOf(parts.Current) is { } header ? header : throw new InvalidInputException("header", null, "must come first");

    /// <summary>Has <paramref name="use"/> read the file while it arrives.</summary>
    /// <param name="parts">What follows the header.</param>
    /// <param name="contentOf">The piece of the file that a part is; null where it is something else.</param>
    /// <param name="idle">For how long the next piece may not come.</param>
    /// <exception cref="IdleCallerException">It did not come.</exception>
    /// <exception cref="InvalidInputException">A piece is too large, or something else than a piece came.</exception>
    public static async Task<T> ReadAsync<TPart, T>(
        IAsyncStreamReader<TPart> parts, Func<TPart, ByteString?> contentOf, TimeSpan idle, Func<Stream, Task<T>> use, CancellationToken cancellation)
    {
        var pipe = new Pipe();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var receiving = ReceiveAsync(parts, contentOf, idle, pipe.Writer, stop.Token);
        try
        {
            await using var stream = pipe.Reader.AsStream(leaveOpen: true);
            return await use(stream);
        }
        finally
        {
            // A refused file is answered now, not when its last byte has come.
            await stop.CancelAsync();
            await pipe.Reader.CompleteAsync();
            await receiving;
        }
    }

    private static async Task ReceiveAsync<TPart>(
        IAsyncStreamReader<TPart> parts, Func<TPart, ByteString?> contentOf, TimeSpan idle, PipeWriter writer, CancellationToken cancellation)
    {
        try
        {
            while (await NextAsync(parts, idle, cancellation))
            {
                var content = contentOf(parts.Current) ?? throw new InvalidInputException("content", null, "only pieces of the file may follow the header");
                await writer.WriteAsync(content.Memory, cancellation);
            }
            await writer.CompleteAsync();
        }
        // Reaches the reader of the file, and through it the call.
        catch (Exception e)
        {
            await writer.CompleteAsync(e);
        }
    }

    // While the reader of the file has no room for more, nothing is awaited from the caller, so that a slow reader makes no idle caller.
    private static async Task<bool> NextAsync<TPart>(IAsyncStreamReader<TPart> parts, TimeSpan idle, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(idle);
        try
        {
            return await parts.MoveNext(limit.Token);
        }
        catch (Exception e) when (
            e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled }
            && limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new IdleCallerException($"no piece of the file came within {idle.TotalSeconds:0} s; what was stored stays, send it again");
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.ResourceExhausted)
        {
            throw new InvalidInputException("content", null, "is larger than a message may be; send the file in smaller pieces");
        }
    }
}
