using System.IO.Pipelines;
using Grpc.Core;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Api;

/// <summary>The file of an import call as a stream: no more of it is in memory than its reader has room for.</summary>
internal static class ReceivedFile
{
    /// <summary>Has <paramref name="use"/> read the file while it arrives.</summary>
    /// <param name="parts">What follows the header.</param>
    public static async Task<T> ReadAsync<T>(
        IAsyncStreamReader<ImportRequest> parts, Func<Stream, Task<T>> use, CancellationToken cancellation)
    {
        var pipe = new Pipe();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var receiving = ReceiveAsync(parts, pipe.Writer, stop.Token);
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

    private static async Task ReceiveAsync(
        IAsyncStreamReader<ImportRequest> parts, PipeWriter writer, CancellationToken cancellation)
    {
        try
        {
            while (await parts.MoveNext(cancellation))
            {
                if (parts.Current.PartCase is not ImportRequest.PartOneofCase.Content)
                    throw new InvalidInputException("content", null, "only pieces of the file may follow the header");
                await writer.WriteAsync(parts.Current.Content.Memory, cancellation);
            }
            await writer.CompleteAsync();
        }
        // Reaches the reader of the file, and through it the call.
        catch (Exception e)
        {
            await writer.CompleteAsync(e);
        }
    }
}
