using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Workforce.Registry.V1;

namespace Workforce.Cli.Tests.Scripted;

internal sealed class ScriptedCities(Script script) : CityService.CityServiceBase
{
    public override Task<ApplyCityReply> ApplyCity(ApplyCityRequest request, ServerCallContext context)
    {
        var added = request.WorkUnits.ExceptBy(script.Units.Select(unit => unit.Code), unit => unit.Code).ToList();
        foreach (var unit in added)
            (unit.Id, unit.Head.Id) = ($"{Guid.NewGuid()}", $"{Guid.NewGuid()}");
        script.Units.AddRange(added);
        return Task.FromResult(new ApplyCityReply { City = script.City, WorkUnits = script.Units.Count, Changed = added.Count });
    }

    public override Task<City> GetCity(GetCityRequest request, ServerCallContext context) =>
        request.City is "kupang" || request.City == script.City.Id
            ? Task.FromResult(script.City)
            : throw new RpcException(new Status(StatusCode.NotFound, $"no city '{request.City}'; the nearest is kupang"));

    public override Task<ListCitiesReply> ListCities(ListCitiesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListCitiesReply { Cities = { script.City, script.OtherCities } });

    public override Task<ListWorkUnitsReply> ListWorkUnits(ListWorkUnitsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListWorkUnitsReply { WorkUnits = { script.Units } });

    public override Task<GetWorkUnitsReply> GetWorkUnits(GetWorkUnitsRequest request, ServerCallContext context) =>
        Task.FromResult(new GetWorkUnitsReply { WorkUnits = { script.Units.Where(unit => request.Ids.Contains(unit.Id)) } });
}

internal sealed class ScriptedWorkers(Script script) : WorkerService.WorkerServiceBase
{
    public override Task<GetWorkerNamesReply> GetWorkerNames(GetWorkerNamesRequest request, ServerCallContext context) =>
        Task.FromResult(new GetWorkerNamesReply { Names = { request.Ids.Select(id => $"Pekerja {id}") } });

    public override Task<FindWorkerReply> FindWorker(FindWorkerRequest request, ServerCallContext context)
    {
        if (script.Nik.Length > 0 && request.Nik != script.Nik)
            throw new RpcException(new Status(StatusCode.NotFound, "no worker has this NIK"));
        var worker = script.Worker.Clone();
        worker.CityId = script.City.Id;
        var own = script.Periods.Where(period => script.Niks.GetValueOrDefault(period.ContractId) == request.Nik).ToList();
        return Task.FromResult(new FindWorkerReply { Worker = worker, ContractPeriods = { own.Count > 0 ? own : script.Periods } });
    }
}

internal sealed class ScriptedRegister(Script script) : RegisterService.RegisterServiceBase
{
    /// <summary>Each line after the header is a worker: a NIK and a unit's name. Nothing is checked.</summary>
    public override async Task<ImportReply> Import(IAsyncStreamReader<ImportRequest> requestStream, ServerCallContext context)
    {
        using var bytes = new MemoryStream();
        await foreach (var part in requestStream.ReadAllAsync())
        {
            script.FileName = part.Header?.FileName ?? script.FileName;
            script.Sheet = part.Header?.Sheet ?? script.Sheet;
            part.Content.WriteTo(bytes);
            if (part.Content.Length > 0 && script.ImportsCut-- > 0)
                context.GetHttpContext().Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
        }
        if (script.ImportsUnavailable-- > 0)
            throw new RpcException(new Status(StatusCode.Unavailable, "the service is stopping; call again"));
        bytes.Position = 0;
        using var text = new StreamReader(bytes, detectEncodingFromByteOrderMarks: true);
        var lines = (await text.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        var known = script.Periods.Count;
        foreach (var cells in lines.Skip(known).Select(line => line.Split(',')))
        {
            script.Periods.Add(Period(cells));
            script.Niks[script.Periods[^1].ContractId] = cells[0];
        }
        return new ImportReply
        {
            ImportId = "1",
            RowsRead = lines.Length + script.Findings.Count,
            RowsImported = lines.Length - known,
            RowsUnchanged = known,
            RowsRejected = script.Findings.Count,
            Findings = { script.Findings.Take(1_000) },
            BrokenOff = script.BreaksOff,
        };
    }

    public override Task<ListImportsReply> ListImports(ListImportsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListImportsReply { Imports = { script.Imports } });

    public override Task<ListFindingsReply> ListFindings(ListFindingsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListFindingsReply { Findings = { script.Findings } });

    public override Task<CountContractPeriodsReply> CountContractPeriods(CountContractPeriodsRequest request, ServerCallContext context) =>
        Task.FromResult(new CountContractPeriodsReply
        {
            Counts = { new ContractPeriodCount { CityId = script.City.Id, ContractPeriods = script.Periods.Count, Importing = script.Importing-- > 0 } },
        });

    /// <summary>Two pages, so that a command that reads only the first fails its test.</summary>
    public override Task<ListContractPeriodsReply> ListContractPeriods(ListContractPeriodsRequest request, ServerCallContext context)
    {
        var half = script.Periods.Count / 2;
        return Task.FromResult(request.PageToken.Length == 0
            ? new ListContractPeriodsReply { ContractPeriods = { script.Periods.Take(half) }, NextPageToken = "half" }
            : new ListContractPeriodsReply { ContractPeriods = { script.Periods.Skip(half) } });
    }

    // A third cell is the last day, where it is another; each contract is of a year.
    private ContractPeriod Period(string[] cells) => new()
    {
        ContractId = $"{Guid.NewGuid()}",
        WorkerId = $"{Guid.NewGuid()}",
        UnitId = script.Units.Single(known => known.Name == cells[1]).Id,
        FirstDay = $"{(cells.ElementAtOrDefault(2) ?? Script.LastDay)[..4]}-01-01",
        LastDay = cells.ElementAtOrDefault(2) ?? Script.LastDay,
    };
}
