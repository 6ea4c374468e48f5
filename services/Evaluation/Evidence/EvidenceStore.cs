using System.Text.Json;
using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Ratings;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Evidence;

/// <summary>Reads what ratings prove, with their receipts and objections; acts of signing, receiving and ruling write these.</summary>
public sealed class EvidenceStore(Database database)
{
    /// <param name="rules">Of the city's policies, by version.</param>
    public async Task<IReadOnlyList<RatingEvidence>> ListAsync(
        EvidenceQuery query, IReadOnlyDictionary<int, RatingRules> rules, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            // By its keys, contract by contract: of a contract in few rounds the versions are few. A ruling ends the window of the version that
            // it signs; of an objection there is one in a round.
            $"""
            with version as (
                select newest.id
                from (select contract_id from unnest(@ContractIds) as asked (contract_id) offset 0) asked
                cross join lateral (
                    select rating.id from rating join round on round.id = rating.round_id
                    where rating.contract_id = asked.contract_id {(query.SignedBy is null ? "" : "and rating.signed_at <= @SignedBy")}
                    order by round.period_to desc, round.opened_at desc, rating.version desc limit 1) newest
                union
                select unnest(@RatingIds))
            select rating.contract_id, rating.worker_id, rating.round_id, rating.id as rating_id, rating.version, rating.policy_version, rating.predicate, rating.absences,
                rating.exceeded_limit, rating.paper_date, rating.head_recommendation, rating.signed_at, rating.sha256, receipt.received_on,
                objection.id is not null as is_objected, ruling.objection_id is not null as is_ruled
            from version join rating using (id)
            left join rating_receipt receipt on receipt.rating_id = rating.id
            left join objection on objection.contract_id = rating.contract_id and objection.round_id = rating.round_id
            left join ruling on ruling.objection_id = objection.id
            where rating.city_id = @CityId
            """,
            query, cancellation);
        return [.. rows.Select(row => row.ToEvidence(rules[row.PolicyVersion]))];
    }

    private sealed record Row(
        Guid ContractId, Guid WorkerId, Guid RoundId, Guid RatingId, int Version, int PolicyVersion, Predicate Predicate, string Absences, string? ExceededLimit,
        DateOnly? PaperDate, HeadRecommendation? HeadRecommendation, DateTime SignedAt, string Sha256, DateOnly? ReceivedOn, bool IsObjected, bool IsRuled)
    {
        public RatingEvidence ToEvidence(RatingRules rules) => new(
            ContractId, WorkerId, RoundId, RatingId, Version, PolicyVersion, Predicate, rules.Absences.DaysCounted(JsonSerializer.Deserialize<Absence[]>(Absences)!),
            ExceededLimit is null ? null : JsonSerializer.Deserialize<AbsenceLimit>(ExceededLimit), PaperDate, HeadRecommendation, SignedAt, Sha256,
            ReceivedOn, IsRuled ? null : ReceivedOn?.AddDays(rules.ObjectionDays),
            IsRuled ? ObjectionState.Ruled : IsObjected ? ObjectionState.Open : ObjectionState.None);
    }
}
