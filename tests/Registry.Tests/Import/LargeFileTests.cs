using System.Text;
using Google.Protobuf;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Import;

[Collection(nameof(RegistryService))]
public sealed class LargeFileTests(RegistryService registry)
{
    private const int Rows = 100_000;
    private const int RowsOfPiece = 200;

    [Fact]
    public async Task Import_HundredThousandRows_AreInAndMemoryDoesNotGrowWithThem()
    {
        const long allowed = 24 * 1024 * 1024;
        var city = await registry.NewCityAsync();
        using var call = registry.Register.Import();
        await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = city.Id } });
        await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFromUtf8(RegisterLine.Header + "\n") });

        var early = 0L;
        for (var row = 0; row < Rows; row += RowsOfPiece)
        {
            if (row == Rows / 5)
                early = GC.GetTotalMemory(forceFullCollection: true);
            await call.RequestStream.WriteAsync(new ImportRequest { Content = Piece() });
        }
        var late = GC.GetTotalMemory(forceFullCollection: true);
        await call.RequestStream.CompleteAsync();
        var reply = await call.ResponseAsync;

        Assert.Equal((Rows, Rows), (reply.RowsRead, reply.RowsImported));
        Assert.True(late - early < allowed, $"The heap grew from {early:N0} to {late:N0} bytes");
    }

    private static ByteString Piece()
    {
        var piece = new StringBuilder();
        for (var row = 0; row < RowsOfPiece; row++)
            piece.Append(new RegisterLine()).Append('\n');
        return ByteString.CopyFromUtf8(piece.ToString());
    }
}
