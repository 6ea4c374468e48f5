using Google.Protobuf;
using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Registers;

/// <summary>Streams a register file to Registry.</summary>
/// <param name="name">Of the file, for the record; a long one is cut.</param>
/// <param name="sheet">Of a workbook; null for its first.</param>
public sealed class Upload(RegisterService.RegisterServiceClient registry, FileStream file, string name, string? sheet)
{
    private const int Piece = 64 * 1024;
    private const int LongestName = 200;

    /// <summary>Bytes that were sent.</summary>
    public Bar Sent { get; } = new("Register sent", file.Length, Words.Bytes);

    /// <summary>Sends it, and again from its beginning while Registry is unreachable: what is in already counts as unchanged.</summary>
    public Task<ImportReply> SendAsync(string cityId, CancellationToken cancellation) => Retry.WhileUnreachableAsync(
        () => SendOnceAsync(cityId, cancellation), cancellation,
        "Registry was away, and the register was sent again: rows that were in by then count as unchanged.");

    private async Task<ImportReply> SendOnceAsync(string cityId, CancellationToken cancellation)
    {
        file.Position = 0;
        Sent.Value = 0;
        using var call = registry.Import(cancellationToken: cancellation);
        try
        {
            await call.RequestStream.WriteAsync(
                new ImportRequest { Header = new ImportHeader { CityId = cityId, FileName = NameForTheRecord(), Sheet = sheet ?? "" } }, cancellation);
            var buffer = new byte[Piece];
            while (await ReadAsync(buffer, cancellation) is var read and > 0)
            {
                await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFrom(buffer, 0, read) }, cancellation);
                Sent.Value += read;
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception fault) when (
            fault is RpcException or InvalidOperationException or IOException or HttpRequestException or OperationCanceledException
            && !cancellation.IsCancellationRequested)
        {
            // Registry, or its process, ended the call before the end of the file; the response below has the reason.
        }

        return await call.ResponseAsync;
    }

    private async Task<int> ReadAsync(byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await file.ReadAsync(buffer, cancellation);
        }
        catch (IOException fault)
        {
            throw new BadInputException($"'{name}' cannot be read to its end: {fault.Message}");
        }
    }

    private string NameForTheRecord()
    {
        var plain = string.Concat(name.Where(c => !char.IsControl(c)));
        return plain.Length <= LongestName ? plain : $"…{plain[^(LongestName - 1)..]}";
    }
}
