using Workforce.Evaluation.Evidence;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Evaluation.Api;

/// <summary>Evidence on the wire.</summary>
internal static class EvidenceWire
{
    private const int IdsPerCall = 1_000;

    /// <exception cref="InvalidInputException">There are too many, or one is no id.</exception>
    public static EvidenceQuery Read(V1.ListEvidenceRequest request)
    {
        var query = new EvidenceQuery(
            Field.Uuid("city_id", request.CityId), Field.Uuids("contract_ids", request.ContractIds, IdsPerCall), Field.Uuids("rating_ids", request.RatingIds, IdsPerCall),
            Field.Day("policy_day", request.PolicyDay), Field.OptionalMoment("signed_by", request.SignedBy)?.UtcDateTime);
        var ids = query.ContractIds.Length + query.RatingIds.Length;
        return ids <= IdsPerCall ? query : throw new InvalidInputException("rating_ids", null, $"and contract_ids are {ids}, which is too many; at most {IdsPerCall}");
    }

    public static V1.ListEvidenceReply ToWire(FoundEvidence found) => new()
    {
        Evidence = { found.Evidence.Select(ToWire) },
        Policies = { found.Policies.Select(RatingPolicyWire.ToWire) },
        Policy = found.Policy is { } policy ? RatingPolicyWire.ToWire(policy) : null,
    };

    private static V1.Evidence ToWire(RatingEvidence evidence)
    {
        var wire = new V1.Evidence
        {
            ContractId = $"{evidence.ContractId}",
            WorkerId = $"{evidence.WorkerId}",
            RoundId = $"{evidence.RoundId}",
            RatingId = $"{evidence.RatingId}",
            Version = evidence.Version,
            PolicyVersion = evidence.PolicyVersion,
            Predicate = (V1.Predicate)evidence.Predicate,
            ExceededLimit = evidence.Exceeded is { } limit ? RatingPolicyWire.ToWire(limit) : null,
            DisciplinePaperDate = Field.Iso(evidence.DisciplinePaperDate),
            HeadRecommendation = (V1.HeadRecommendation)(evidence.HeadRecommendation ?? 0),
            SignedAt = Timestamp.FromDateTime(evidence.SignedAt),
            Sha256 = evidence.Sha256,
            ReceivedOn = Field.Iso(evidence.ReceivedOn),
            ObjectionUntil = Field.Iso(evidence.ObjectionUntil),
            Objection = (V1.ObjectionState)evidence.Objection,
        };
        if (evidence.CountedDays is { } days)
            wire.CountedDays = days;
        return wire;
    }
}
