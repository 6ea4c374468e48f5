using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Registers;

/// <summary>An export as it was received.</summary>
public sealed record Exported(ExportHeader Header, ExportSummary Summary);

/// <summary>Receives an export from Registry, into a file or two.</summary>
/// <param name="excluded">For the excluded rows; null where the layout has none.</param>
public sealed class Download(ExportService.ExportServiceClient registry, DraftFile content, DraftFile? excluded)
{
    /// <summary>Bytes that were received.</summary>
    public Bar Received { get; } = new("Export received", format: Words.Bytes);

    /// <summary>Receives it, and again from its beginning while Registry is unreachable.</summary>
    /// <exception cref="NotRunningException">It ended before its end.</exception>
    public Task<Exported> ReceiveAsync(ExportRequest request, CancellationToken cancellation) =>
        Retry.WhileUnreachableAsync(() => ReceiveOnceAsync(request, cancellation), cancellation);

    private async Task<Exported> ReceiveOnceAsync(ExportRequest request, CancellationToken cancellation)
    {
        content.Restart();
        excluded?.Restart();
        Received.Value = 0;
        ExportHeader? header = null;
        ExportSummary? summary = null;
        using var call = registry.Export(request, cancellationToken: cancellation);
        await foreach (var piece in call.ResponseStream.ReadAllAsync(cancellation))
        {
            header = piece.Header ?? header;
            summary = piece.Summary ?? summary;
            Received.Total = header is null ? 0 : header.ContentBytes + header.ExcludedBytes;
            content.Write(piece.Content.Span);
            excluded?.Write(piece.Excluded.Span);
            Received.Value += piece.Content.Length + piece.Excluded.Length;
        }

        return header is not null && summary is not null && Received.Value == Received.Total
            ? new Exported(header, summary)
            : throw new NotRunningException("the export ended before its end, and no file is kept; try again");
    }
}
