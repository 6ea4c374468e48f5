using Google.Protobuf;
using Grpc.Core;

namespace Workforce.ServiceDefaults.Rpc;

/// <summary>A file as the answer of a call: sent in pieces, no more than one of which is in memory.</summary>
public static class SentFile
{
    private const int Piece = 64 * 1024;

    /// <param name="file">From where it stands to its end.</param>
    /// <param name="partOf">The part of the answer that has a piece of the file.</param>
    public static async Task SendAsync<TPart>(
        Stream file, Func<ByteString, TPart> partOf, IServerStreamWriter<TPart> parts, CancellationToken cancellation)
    {
        var buffer = new byte[Piece];
        while (await file.ReadAtLeastAsync(buffer, Piece, throwOnEndOfStream: false, cancellation) is var read and > 0)
            await parts.WriteAsync(partOf(ByteString.CopyFrom(buffer, 0, read)), cancellation);
    }
}
