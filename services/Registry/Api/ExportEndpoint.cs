using Grpc.Core;
using Workforce.Registry.Exports;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/exports.proto</c>.</summary>
public sealed class ExportEndpoint(ExportRegister exportRegister) : V1.ExportService.ExportServiceBase
{
    public override async Task Export(V1.ExportRequest request, IServerStreamWriter<V1.ExportPiece> responseStream, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        await using var files = await exportRegister.ExportAsync(ExportWire.ExportFrom(request), context.Allowed(), cancellation);
        await responseStream.WriteAsync(new V1.ExportPiece { Header = ExportWire.HeaderOf(files) }, cancellation);
        await SentFile.SendAsync(files.Content, bytes => new V1.ExportPiece { Content = bytes }, responseStream, cancellation);
        if (files.Excluded is { } excluded)
            await SentFile.SendAsync(excluded, bytes => new V1.ExportPiece { Excluded = bytes }, responseStream, cancellation);
        await responseStream.WriteAsync(new V1.ExportPiece { Summary = ExportWire.ToWire(files.Sums) }, cancellation);
    }
}
