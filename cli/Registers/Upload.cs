using Google.Protobuf;
using Grpc.Core;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Registers;

/// <summary>Streams a register file to Registry.</summary>
public sealed class Upload(RegisterService.RegisterServiceClient registry, FileStream file)
{
    private const int Piece = 64 * 1024;

    /// <summary>Bytes that were sent.</summary>
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
            // Registry ended the call before the end of the file; the response below has the reason.
        }

        return await call.ResponseAsync;
    }
}
