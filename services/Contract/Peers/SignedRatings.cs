using System.Globalization;
using Workforce.Contract.Recommendations;
using Workforce.Evaluation.V1;
using Workforce.ServiceDefaults.Time;
using AbsenceLimit = Workforce.Contract.Recommendations.AbsenceLimit;
using AbsencePeriod = Workforce.Contract.Recommendations.AbsencePeriod;
using Evidence = Workforce.Contract.Recommendations.Evidence;
using HeadRecommendation = Workforce.Contract.Recommendations.HeadRecommendation;
using ObjectionState = Workforce.Contract.Recommendations.ObjectionState;
using Predicate = Workforce.Contract.Recommendations.Predicate;
using RatingInput = Workforce.Contract.Recommendations.RatingInput;

namespace Workforce.Contract.Peers;

/// <summary>What signed ratings prove, from Evaluation.</summary>
public sealed class SignedRatings(EvidenceService.EvidenceServiceClient evaluation)
{
    /// <summary>Implements <see cref="Recommendations.ListEvidence"/>.</summary>
    public async Task<FoundEvidence> ListAsync(Guid cityId, IReadOnlyList<Guid> contractIds, DateTime signedBy, DateOnly policyDay, CancellationToken cancellation)
    {
        var request = new ListEvidenceRequest
        {
            CityId = $"{cityId}",
            ContractIds = { contractIds.Select(id => $"{id}") },
            PolicyDay = policyDay.ToIso(),
            SignedBy = signedBy.ToString("O", CultureInfo.InvariantCulture),
        };
        var reply = await evaluation.ListEvidenceAsync(request, cancellationToken: cancellation);
        return new FoundEvidence(Read(reply), reply.Policy is { } policy ? Read(policy) : null);
    }

    /// <summary>Implements <see cref="ListEvidenceOfVersions"/>.</summary>
    public async Task<IReadOnlyDictionary<Guid, Evidence>> ListVersionsAsync(Guid cityId, IReadOnlyList<Guid> ratingIds, CancellationToken cancellation)
    {
        var request = new ListEvidenceRequest { CityId = $"{cityId}", RatingIds = { ratingIds.Select(id => $"{id}") }, PolicyDay = DateOnly.MinValue.ToIso() };
        return Read(await evaluation.ListEvidenceAsync(request, cancellationToken: cancellation)).ToDictionary(evidence => evidence.Rating.Id);
    }

    private static List<Evidence> Read(ListEvidenceReply reply)
    {
        var rules = reply.Policies.ToDictionary(policy => policy.Version, Read);
        return [.. reply.Evidence.Select(evidence => Read(evidence, rules[evidence.PolicyVersion]))];
    }

    private static Evidence Read(Evaluation.V1.Evidence evidence, RecommendationRules rules) => new(
        Guid.Parse(evidence.ContractId), new RatingInput(Guid.Parse(evidence.RatingId), evidence.Sha256, evidence.Version), rules,
        (Predicate)evidence.Predicate, evidence.HasCountedDays ? evidence.CountedDays : null, Read(evidence.ExceededLimit),
        evidence.DisciplinePaperDate.Length == 0 ? null : CityDay.FromIso(evidence.DisciplinePaperDate),
        evidence.HeadRecommendation is 0 ? null : (HeadRecommendation)evidence.HeadRecommendation,
        (ObjectionState)evidence.Objection, evidence.ObjectionUntil.Length == 0 ? null : CityDay.FromIso(evidence.ObjectionUntil));

    private static RecommendationRules Read(RatingPolicy policy) =>
        new(policy.Version, (Predicate)policy.Rating.MinimumPredicate, [.. policy.Rating.Inputs.Select(input => (InputKind)input)]);

    private static AbsenceLimit? Read(Evaluation.V1.AbsenceLimit? limit) => limit is null ? null : new AbsenceLimit(
        limit.HasAtLeast ? limit.AtLeast : null, limit.HasMoreThan ? limit.MoreThan : null, (AbsencePeriod)limit.Per);
}
