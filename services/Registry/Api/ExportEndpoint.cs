using Google.Protobuf;
using Grpc.Core;
using Workforce.Registry.Exports;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/exports.proto</c>.</summary>
public sealed class ExportEndpoint(ExportRegister exportRegister) : V1.ExportService.ExportServiceBase
{
    private const int Piece = 64 * 1024;

    public override async Task Export(V1.ExportRequest request, IServerStreamWriter<V1.ExportPiece> responseStream, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        await using var files = await exportRegister.ExportAsync(ExportWire.ExportFrom(request), context.Allowed(), cancellation);
        await responseStream.WriteAsync(new V1.ExportPiece { Header = ExportWire.HeaderOf(files) }, cancellation);
        await SendAsync(files.Content, bytes => new V1.ExportPiece { Content = bytes }, responseStream, cancellation);
        if (files.Excluded is { } excluded)
            await SendAsync(excluded, bytes => new V1.ExportPiece { Excluded = bytes }, responseStream, cancellation);
        await responseStream.WriteAsync(new V1.ExportPiece { Summary = ExportWire.ToWire(files.Sums) }, cancellation);
    }

    private static async Task SendAsync(
        Stream file, Func<ByteString, V1.ExportPiece> pieceOf, IServerStreamWriter<V1.ExportPiece> pieces, CancellationToken cancellation)
    {
        var buffer = new byte[Piece];
        while (await file.ReadAtLeastAsync(buffer, Piece, throwOnEndOfStream: false, cancellation) is var read and > 0)
            await pieces.WriteAsync(pieceOf(ByteString.CopyFrom(buffer, 0, read)), cancellation);
    }
}
