using Google.Protobuf;
using Grpc.Core;
using Workforce.Registry.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>An export of two rows, in two pieces, and of two excluded ones in the national layout; one more worker went to another city.</summary>
internal sealed class ScriptedExports(Script script) : ExportService.ExportServiceBase
{
    public const string Content = "NIK,Nama\r\n1,Maria\r\n2,Yohanes\r\n";
    public const string Excluded = "NIK,Nama,Alasan\r\n3,Ani,Jabatan dikecualikan\r\n4,Budi,Usia di atas 56 tahun\r\n";

    public override async Task Export(ExportRequest request, IServerStreamWriter<ExportPiece> responseStream, ServerCallContext context)
    {
        script.Exports.Add(request);
        var isNational = request.Layout is ExportLayout.National;
        await responseStream.WriteAsync(new ExportPiece
        {
            Header = new ExportHeader { ContentBytes = Content.Length, ExcludedBytes = isNational ? Excluded.Length : 0, RulesOf = isNational ? "2021-12-31" : "" },
        });
        await responseStream.WriteAsync(new ExportPiece { Content = ByteString.CopyFromUtf8(Content[..10]) });
        if (script.ExportsUnavailable-- > 0)
            throw new RpcException(new Status(StatusCode.Unavailable, "the service is stopping; call again"));
        if (script.ExportsEndEarly)
            return;
        await responseStream.WriteAsync(new ExportPiece { Content = ByteString.CopyFromUtf8(Content[10..]) });
        if (isNational)
            await responseStream.WriteAsync(new ExportPiece { Excluded = ByteString.CopyFromUtf8(Excluded) });
        var summary = new ExportSummary
        {
            Contracts = isNational ? 5 : 3,
            Rows = 2,
            Excluded = { new Registry.V1.Excluded { Reason = ExclusionReason.OtherCity, Rows = 1 } },
        };
        if (isNational)
            summary.Excluded.Add(
                [new Registry.V1.Excluded { Reason = ExclusionReason.Position, Rows = 1 }, new Registry.V1.Excluded { Reason = ExclusionReason.AboveAge, Rows = 1 }]);
        await responseStream.WriteAsync(new ExportPiece { Summary = summary });
    }
}
