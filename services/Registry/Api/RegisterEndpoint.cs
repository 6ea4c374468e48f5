using Grpc.Core;
using Microsoft.Extensions.Options;
using Workforce.Registry.Contracts;
using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/register.proto</c>.</summary>
public sealed class RegisterEndpoint(
    ImportRegister importRegister, ListFindings listFindings, ImportStore imports, ContractPeriodStore periods, AccessLog accesses, IOptions<ImportOptions> options)
    : V1.RegisterService.RegisterServiceBase
{
    private const int UsualPage = 500;
    private const int LargestPage = 5_000;
    private const int CitiesPerCall = 1_000;

    public override async Task<V1.ImportReply> Import(IAsyncStreamReader<V1.ImportRequest> requestStream, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var header = await ReceivedFile.HeaderAsync(requestStream, part => part.Header, cancellation);
        ReceivedFile.Check(header.FileName, header.Sheet);
        var cityId = Field.Uuid("header.city_id", header.CityId);

        var import = await ReceivedFile.ReadAsync(
            requestStream, part => part.PartCase is V1.ImportRequest.PartOneofCase.Content ? part.Content : null, TimeSpan.FromSeconds(options.Value.IdleSeconds),
            file => importRegister.ImportAsync(cityId, header.FileName, header.Sheet.Length == 0 ? null : header.Sheet, file, context.Allowed().Actor, cancellation),
            cancellation);
        // Findings may name what is stored of a person beside what the file says.
        await accesses.WriteAsync(context.Allowed(), new Accessed(cityId, [], $"import {import.Id}, {import.Findings.First.Count} findings"));
        return ImportWire.ToWire(import);
    }

    public override async Task<V1.ListFindingsReply> ListFindings(V1.ListFindingsRequest request, ServerCallContext context)
    {
        var importId = Field.Uuid("import_id", request.ImportId);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await listFindings.ListAsync(importId, FindingWire.AfterFrom(page), page.Size, context.Allowed(), context.CancellationToken);
        return new V1.ListFindingsReply
        {
            Findings = { rows.Select(row => FindingWire.ToWire(row.Finding)) },
            NextPageToken = page.Next(rows, FindingWire.KeyOf),
        };
    }

    public override async Task<V1.ListImportsReply> ListImports(V1.ListImportsRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var records = await imports.ListAsync(cityId, ImportWire.AfterFrom(page), page.Size, context.CancellationToken);
        return new V1.ListImportsReply
        {
            Imports = { records.Select(ImportWire.ToWire) },
            NextPageToken = page.Next(records, ImportWire.KeyOf),
        };
    }

    public override async Task<V1.ListContractPeriodsReply> ListContractPeriods(
        V1.ListContractPeriodsRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var lastDay = Field.OptionalDay("last_day", request.LastDay);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await periods.ListAsync(cityId, lastDay, ContractPeriodWire.AfterFrom(page), page.Size, context.CancellationToken);
        return new V1.ListContractPeriodsReply
        {
            ContractPeriods = { rows.Select(ContractPeriodWire.ToWire) },
            NextPageToken = page.Next(rows, ContractPeriodWire.KeyOf),
        };
    }

    public override async Task<V1.CountContractPeriodsReply> CountContractPeriods(
        V1.CountContractPeriodsRequest request, ServerCallContext context)
    {
        var cityIds = Field.Uuids("city_ids", request.CityIds, CitiesPerCall);
        // In this order: what an import stores in between is counted, or the import is said to run.
        var activities = (await imports.ListActivitiesAsync(cityIds, context.CancellationToken)).ToDictionary(activity => activity.CityId);
        var counts = await periods.CountAsync(cityIds, context.CancellationToken);
        return new V1.CountContractPeriodsReply
        {
            Counts = { counts.Select(count => ContractPeriodWire.ToWire(count, activities.GetValueOrDefault(count.CityId))) },
        };
    }
}
