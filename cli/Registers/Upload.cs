using Google.Protobuf;
using Grpc.Core;
using Workforce.Cli.Screens;
using Workforce.Registry.V1;

namespace Workforce.Cli.Registers;

/// <summary>Streams a register file to Registry.</summary>
public sealed class Upload(RegisterService.RegisterServiceClient registry, FileStream file)
{
    private const int Piece = 64 * 1024;

    /// <summary>Bytes that Registry has taken.</summary>
    public Bar Sent { get; } = new("Register sent", file.Length, Words.Bytes);

    public async Task<ImportReply> SendAsync(string cityId, CancellationToken cancellation)
    {
        using var call = registry.Import(cancellationToken: cancellation);
        try
        {
            await call.RequestStream.WriteAsync(
                new ImportRequest { Header = new ImportHeader { CityId = cityId, FileName = Path.GetFileName(file.Name) } }, cancellation);
            var buffer = new byte[Piece];
            while (await file.ReadAsync(buffer, cancellation) is var read and > 0)
            {
                await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFrom(buffer, 0, read) }, cancellation);
                Sent.Value += read;
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException)
        {
            // Registry ended the call before the file's end; the reason comes with the response below.
        }

        return await call.ResponseAsync;
    }
}
