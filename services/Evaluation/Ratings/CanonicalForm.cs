using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Ratings;

/// <summary>
/// The canonical form of what is signed: the message <c>RatingContent</c> in the JSON of Protocol Buffers, with the protos' field names in
/// order and without fields that are not set, as RFC 8785 writes JSON. docs/ratings.md states it, with a program that computes the hash.
/// </summary>
internal static class CanonicalForm
{
    private static readonly FrozenDictionary<Predicate, string> Predicates = NamesOf<Predicate>("PREDICATE");
    private static readonly FrozenDictionary<Capacity, string> Capacities = NamesOf<Capacity>("CAPACITY");
    private static readonly FrozenDictionary<Expectation, string> Expectations = NamesOf<Expectation>("EXPECTATION");
    private static readonly FrozenDictionary<AbsenceKind, string> AbsenceKinds = NamesOf<AbsenceKind>("ABSENCE_KIND");
    private static readonly FrozenDictionary<HeadRecommendation, string> HeadRecommendations = NamesOf<HeadRecommendation>("HEAD_RECOMMENDATION");

    public static string HashOf(Rating rating)
    {
        var json = new CanonicalJson().Begin('{')
            .Field("capacity", Capacities[rating.Capacity])
            .Field("city_id", rating.CityId)
            .Field("contract_id", rating.ContractId)
            .Begin("facts", '{');
        Write(json, rating.Facts);
        json.End('}')
            .Field("objection_id", rating.ObjectionId)
            .Field("policy_version", rating.PolicyVersion)
            .Field("predicate", Predicates[rating.Predicate])
            .Field("rating_id", rating.Id)
            .Field("round_id", rating.RoundId)
            .Field("signed_at", Moment(rating.SignedAt))
            .Begin("signed_by", '{')
            .Field("issuer", rating.SignedBy.Issuer)
            .Field("name", rating.SignedBy.Name)
            .Field("subject", rating.SignedBy.Subject)
            .End('}')
            .Field("unit_id", rating.UnitId)
            .Field("version", rating.Version)
            .Field("worker_id", rating.WorkerId)
            .End('}');
        return Convert.ToHexStringLower(SHA256.HashData(json.Written));
    }

    /// <summary>Whether what is signed of the one is what is signed of the other.</summary>
    public static bool AreSame(RatingFacts one, RatingFacts other)
    {
        var (json, otherJson) = (new CanonicalJson(), new CanonicalJson());
        Write(json, one);
        Write(otherJson, other);
        return json.Written.SequenceEqual(otherJson.Written);
    }

    /// <summary>A score as it is signed: <c>76</c>, <c>75.5</c>, <c>75.99</c>.</summary>
    public static string Score(decimal score) => score.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A month as it is signed: <c>2020-12</c>.</summary>
    public static string Month(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static void Write(CanonicalJson json, RatingFacts facts)
    {
        Write(json, facts.Absences);
        json.Field("conduct", facts.Conduct is { } conduct ? Expectations[conduct] : null);
        if (facts.Discipline is { } discipline)
            json.Begin("discipline", '{')
                .Field("paper_date", discipline.PaperDate?.ToIso())
                .Field("paper_number", discipline.PaperNumber)
                .Field("text", discipline.Text)
                .End('}');
        json.Field("head_recommendation", facts.HeadRecommendation is { } recommendation ? HeadRecommendations[recommendation] : null)
            .Field("note", facts.Note)
            .Field("rated_on", facts.RatedOn?.ToIso())
            .Field("result", facts.Result is { } result ? Expectations[result] : null)
            .Field("score", facts.Score is { } score ? Score(score) : null);
    }

    private static void Write(CanonicalJson json, IReadOnlyList<Absence> absences)
    {
        if (absences.Count == 0)
            return;
        json.Begin("absences", '[');
        foreach (var absence in absences)
            json.Begin('{')
                .Field("days", absence.Days)
                .Field("kind", AbsenceKinds[absence.Kind])
                .Field("month", absence.Month is { } month ? Month(month) : null)
                .End('}');
        json.End(']');
    }

    private static string Moment(DateTime moment) =>
        moment.ToString(moment.Millisecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static FrozenDictionary<T, string> NamesOf<T>(string prefix)
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(value => value, value => $"{prefix}_{JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString())}");
}
