using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>Corrects the scripted worker and withdraws the scripted contracts. Nothing is checked.</summary>
internal sealed class ScriptedCorrections(Script script) : CorrectionService.CorrectionServiceBase
{
    public override Task<CorrectionReply> CorrectWorker(CorrectWorkerRequest request, ServerCallContext context)
    {
        var reply = new CorrectionReply();
        if (request.Name.Length > 0 && request.Name != script.Worker.Name)
        {
            reply.Corrections.Add(Correction(CorrectedField.Name, script.Worker.Name, request.Name, request.Reason, request.Paper));
            script.Worker.Name = request.Name;
        }
        if (request.Nik.Length > 0 && request.Nik != script.Nik)
        {
            reply.Corrections.Add(Correction(CorrectedField.Nik, $"…{script.Nik[^4..]}", $"…{request.Nik[^4..]}", request.Reason, request.Paper));
            script.Nik = request.Nik;
        }
        script.Corrections.InsertRange(0, reply.Corrections);
        return Task.FromResult(reply);
    }

    public override Task<CorrectionReply> WithdrawContract(WithdrawContractRequest request, ServerCallContext context)
    {
        var reply = new CorrectionReply();
        var period = script.Periods.Single(period => period.ContractId == request.ContractId);
        if (!period.Withdrawn)
        {
            period.Withdrawn = true;
            var correction = Correction(CorrectedField.Withdrawn, "", "withdrawn", request.Reason, request.Paper);
            correction.ContractId = request.ContractId;
            reply.Corrections.Add(correction);
        }
        script.Corrections.InsertRange(0, reply.Corrections);
        return Task.FromResult(reply);
    }

    /// <summary>Two pages, so that a command that reads only the first fails its test.</summary>
    public override Task<ListCorrectionsReply> ListCorrections(ListCorrectionsRequest request, ServerCallContext context)
    {
        var listed = script.Corrections
            .Where(correction => request.WorkerId == script.Worker.Id || (request.ContractId.Length > 0 && correction.ContractId == request.ContractId)).ToList();
        return Task.FromResult(request.PageToken.Length == 0
            ? new ListCorrectionsReply { Corrections = { listed.Take(1) }, NextPageToken = "rest" }
            : new ListCorrectionsReply { Corrections = { listed.Skip(1) } });
    }

    private Correction Correction(CorrectedField field, string from, string to, string reason, Paper? paper) => new()
    {
        Id = $"{Guid.CreateVersion7()}",
        CityId = script.City.Id,
        WorkerId = script.Worker.Id,
        Field = field,
        From = from,
        To = to,
        Reason = reason,
        Paper = paper,
        At = new DateTime(2021, 1, 4, 2, 30, 0, DateTimeKind.Utc).ToTimestamp(),
        By = new Actor { Name = "Yohana Taek" },
    };
}
