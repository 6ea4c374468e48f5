using Grpc.Core;
using Workforce.Registry.Storage;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

internal sealed class RegisterEndpoint(CityListing cities, RegisterImport import, RegisterListing listing)
    : RegisterService.RegisterServiceBase
{
    private const int LongestFileName = 200;

    public override async Task<ImportReply> Import(IAsyncStreamReader<ImportRequest> requestStream, ServerCallContext context)
    {
        var header = await ReadHeaderAsync(requestStream, context.CancellationToken);
        var city = await cities.NamesAsync(Field.Uuid("header.city_id", header.CityId), context.CancellationToken);
        var done = await ReceivedFile.ReadAsync(
            requestStream, file => import.RunAsync(city, header.FileName, file, context.CancellationToken), context.CancellationToken);
        return done.ToWire();
    }

    public override async Task<ListFindingsReply> ListFindings(ListFindingsRequest request, ServerCallContext context)
    {
        var page = Page.From(request.PageSize, request.PageToken, byDefault: 500, atMost: 5_000);
        var findings = await listing.FindingsAsync(Field.Uuid("import_id", request.ImportId), page, context.CancellationToken);
        return new ListFindingsReply
        {
            Findings = { findings.Select(finding => finding.ToWire()) },
            NextPageToken = page.Next(findings, RegisterListing.KeyOf),
        };
    }

    public override async Task<ListContractPeriodsReply> ListContractPeriods(
        ListContractPeriodsRequest request, ServerCallContext context)
    {
        var page = Page.From(request.PageSize, request.PageToken, byDefault: 500, atMost: 5_000);
        var periods = await listing.PeriodsAsync(
            Field.Uuid("city_id", request.CityId), Field.OptionalDay("last_day", request.LastDay), page, context.CancellationToken);
        return new ListContractPeriodsReply
        {
            ContractPeriods = { periods.Select(period => period.ToWire()) },
            NextPageToken = page.Next(periods, RegisterListing.KeyOf),
        };
    }

    private static async Task<ImportHeader> ReadHeaderAsync(IAsyncStreamReader<ImportRequest> parts, CancellationToken cancellation)
    {
        if (!await parts.MoveNext(cancellation) || parts.Current.PartCase is not ImportRequest.PartOneofCase.Header)
            throw new InvalidInputException("header", null, "must come first");
        var header = parts.Current.Header;
        if (header.FileName.Length > LongestFileName || header.FileName.Any(char.IsControl))
            throw new InvalidInputException("header.file_name", null, $"is not a name of at most {LongestFileName} characters");
        return header;
    }
}
