using Grpc.Core;
using Workforce.Evaluation.Evidence;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Evaluation.Api;

/// <summary>Serves <c>evaluation/v1/evidence.proto</c>.</summary>
public sealed class EvidenceEndpoint(ListEvidence listEvidence) : V1.EvidenceService.EvidenceServiceBase
{
    public override async Task<V1.ListEvidenceReply> ListEvidence(V1.ListEvidenceRequest request, ServerCallContext context) =>
        EvidenceWire.ToWire(await listEvidence.ListAsync(EvidenceWire.Read(request), context.Allowed(), context.CancellationToken));
}
