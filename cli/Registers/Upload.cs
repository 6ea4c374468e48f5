using Google.Protobuf;
using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Registers;

/// <summary>Streams a file to a service.</summary>
/// <param name="begin">The call.</param>
/// <param name="header">What goes before the file.</param>
/// <param name="partOf">A piece of the file as the call takes it.</param>
/// <param name="service">Where it goes.</param>
/// <param name="what">What it is.</param>
public sealed class Upload<TPart, TReply>(
    Func<CancellationToken, AsyncClientStreamingCall<TPart, TReply>> begin, TPart header, Func<ByteString, TPart> partOf, FileStream file, string service = "Registry", string what = "register")
{
    private const int Piece = 64 * 1024;

    /// <summary>Bytes that were sent.</summary>
    public Bar Sent { get; } = new($"{char.ToUpperInvariant(what[0])}{what[1..]} sent", file.Length, Words.Bytes);

    /// <summary>Sends it, and again from its beginning while the service is unreachable: what is in already counts as unchanged.</summary>
    public Task<TReply> SendAsync(CancellationToken cancellation) => Retry.WhileUnreachableAsync(
        () => SendOnceAsync(cancellation), cancellation,
        $"{service} was away, and the {what} was sent again: rows that were in by then count as unchanged.");

    private async Task<TReply> SendOnceAsync(CancellationToken cancellation)
    {
        file.Position = 0;
        Sent.Value = 0;
        using var call = begin(cancellation);
        try
        {
            await call.RequestStream.WriteAsync(header, cancellation);
            var buffer = new byte[Piece];
            while (await ReadAsync(buffer, cancellation) is var read and > 0)
            {
                await call.RequestStream.WriteAsync(partOf(ByteString.CopyFrom(buffer, 0, read)), cancellation);
                Sent.Value += read;
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception fault) when (
            fault is RpcException or InvalidOperationException or IOException or HttpRequestException or OperationCanceledException
            && !cancellation.IsCancellationRequested)
        {
            // The service, or its process, ended the call before the end of the file; the response below has the reason.
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
            throw new BadInputException($"'{Path.GetFileName(file.Name)}' cannot be read to its end: {fault.Message}");
        }
    }
}

/// <summary>The files that go to services.</summary>
public static class Uploads
{
    private const int LongestName = 200;

    /// <param name="sheet">Of a workbook; null for its first.</param>
    public static Upload<ImportRequest, ImportReply> Of(RegisterService.RegisterServiceClient registry, string cityId, FileStream file, string name, string? sheet) => new(
        cancellation => registry.Import(cancellationToken: cancellation),
        new ImportRequest { Header = new ImportHeader { CityId = cityId, FileName = NameForTheRecord(name), Sheet = sheet ?? "" } },
        piece => new ImportRequest { Content = piece }, file);

    /// <param name="header">All but the file's name.</param>
    public static Upload<CorrectByFileRequest, CorrectByFileReply> Of(
        CorrectionService.CorrectionServiceClient registry, CorrectByFileHeader header, FileStream file, string name)
    {
        header.FileName = NameForTheRecord(name);
        return new(
            cancellation => registry.CorrectByFile(cancellationToken: cancellation), new CorrectByFileRequest { Header = header },
            piece => new CorrectByFileRequest { Content = piece }, file);
    }

    /// <param name="header">All but the file's name.</param>
    public static Upload<RateByFileRequest, RateByFileReply> Of(RatingService.RatingServiceClient evaluation, RateByFileHeader header, FileStream file, string name)
    {
        header.FileName = NameForTheRecord(name);
        return new(
            cancellation => evaluation.RateByFile(cancellationToken: cancellation), new RateByFileRequest { Header = header },
            piece => new RateByFileRequest { Content = piece }, file, "Evaluation", "sheet");
    }

    /// <param name="header">All but the file's name.</param>
    public static Upload<RecordReceiptsByFileRequest, RecordReceiptsByFileReply> Of(
        ReceiptService.ReceiptServiceClient notification, ReceiptsFileHeader header, FileStream file, string name)
    {
        header.FileName = NameForTheRecord(name);
        return new(
            cancellation => notification.RecordReceiptsByFile(cancellationToken: cancellation), new RecordReceiptsByFileRequest { Header = header },
            piece => new RecordReceiptsByFileRequest { Content = piece }, file, "Notification", "sheet");
    }

    /// <param name="header">All but the file's name.</param>
    public static Upload<RecordSeparationsByFileRequest, RecordSeparationsByFileReply> Of(
        SeparationService.SeparationServiceClient contract, SeparationsFileHeader header, FileStream file, string name)
    {
        header.FileName = NameForTheRecord(name);
        return new(
            cancellation => contract.RecordSeparationsByFile(cancellationToken: cancellation), new RecordSeparationsByFileRequest { Header = header },
            piece => new RecordSeparationsByFileRequest { Content = piece }, file, "Contract", "sheet");
    }

    /// <param name="header">All but the file's name.</param>
    public static Upload<ProposeByFileRequest, ProposeByFileReply> Of(
        DecisionService.DecisionServiceClient contract, ProposalFileHeader header, FileStream file, string name)
    {
        header.FileName = NameForTheRecord(name);
        // Sent again it would be another proposal, unless it has an id.
        if (header.RequestId.Length == 0)
            header.RequestId = $"{Guid.NewGuid()}";
        return new(
            cancellation => contract.ProposeByFile(cancellationToken: cancellation), new ProposeByFileRequest { Header = header },
            piece => new ProposeByFileRequest { Content = piece }, file, "Contract", "sheet");
    }

    // A long one is cut.
    private static string NameForTheRecord(string name)
    {
        var plain = string.Concat(name.Where(c => !char.IsControl(c)));
        return plain.Length <= LongestName ? plain : $"…{plain[^(LongestName - 1)..]}";
    }
}
