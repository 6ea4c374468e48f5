using System.Globalization;
using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Evaluation.Api;

/// <summary>Rating policies on the wire.</summary>
internal static class RatingPolicyWire
{
    private const string Rating = "policy.rating";

    /// <exception cref="InvalidInputException">A field is missing or cannot be read.</exception>
    public static RatingPolicy Read(V1.RatingPolicy policy) => new(
        Field.Uuid("policy.city_id", policy.CityId), Version: 0, Field.Day("policy.effective_from", policy.EffectiveFrom),
        Read(policy.Rating ?? throw Missing(Rating), policy.Objection ?? throw Missing("policy.objection")) with { HeadsBeforeDue = [.. policy.HeadsBeforeDue.OrderDescending()] });

    public static V1.RatingPolicy ToWire(RatingPolicy policy) => new()
    {
        CityId = $"{policy.CityId}",
        Version = policy.Version,
        EffectiveFrom = Field.Iso(policy.EffectiveFrom),
        Rating = ToWire(policy.Rules),
        Objection = new V1.ObjectionRules { Days = policy.Rules.ObjectionDays, RulingDays = policy.Rules.RulingDays },
        HeadsBeforeDue = { policy.Rules.HeadsBeforeDue },
    };

    public static V1.AbsenceLimit ToWire(AbsenceLimit limit)
    {
        var wire = new V1.AbsenceLimit { Per = (V1.AbsencePeriod)limit.Per };
        if (limit.MoreThan is { } moreThan)
            wire.MoreThan = moreThan;
        if (limit.AtLeast is { } atLeast)
            wire.AtLeast = atLeast;
        return wire;
    }

    private static RatingRules Read(V1.RatingRules rating, V1.ObjectionRules objection) => new(
        EnumField.Required<RatingScheme>($"{Rating}.scheme", (int)rating.Scheme),
        [.. rating.Cuts.Select((cut, at) => DecimalField.Required($"{Rating}.cuts[{at}]", cut))],
        EnumField.Required<HeadRecommendationRule>($"{Rating}.head_recommendation", (int)rating.HeadRecommendation),
        Read(rating.Absences ?? new V1.AbsenceRules()),
        EnumField.Required<Predicate>($"{Rating}.minimum_predicate", (int)rating.MinimumPredicate),
        [.. rating.Inputs.Select((input, at) => EnumField.Required<RatingInput>($"{Rating}.inputs[{at}]", (int)input))],
        EnumField.Required<RequiredRounds>($"{Rating}.rounds.required", (int)(rating.Rounds ?? throw Missing($"{Rating}.rounds")).Required),
        Field.OptionalDay($"{Rating}.rounds.before_end_due", rating.Rounds.BeforeEndDue),
        objection.Days,
        objection.RulingDays);

    private static AbsenceRules Read(V1.AbsenceRules absences) => new(
        [.. absences.Counts.Select((kind, at) => EnumField.Required<AbsenceKind>($"{Rating}.absences.counts[{at}]", (int)kind))],
        [.. absences.Limits.Select((limit, at) => new AbsenceLimit(
            limit.HasMoreThan ? limit.MoreThan : null, limit.HasAtLeast ? limit.AtLeast : null,
            EnumField.Required<AbsencePeriod>($"{Rating}.absences.limits[{at}].per", (int)limit.Per)))]);

    private static V1.RatingRules ToWire(RatingRules rules) => new()
    {
        Scheme = (V1.RatingScheme)rules.Scheme,
        Cuts = { rules.Cuts.Select(cut => cut.ToString(CultureInfo.InvariantCulture)) },
        HeadRecommendation = (V1.HeadRecommendationRule)rules.HeadRecommendation,
        Absences = new V1.AbsenceRules
        {
            Counts = { rules.Absences.Counts.Select(kind => (V1.AbsenceKind)kind) },
            Limits = { rules.Absences.Limits.Select(ToWire) },
        },
        MinimumPredicate = (V1.Predicate)rules.MinimumPredicate,
        Inputs = { rules.Inputs.Select(input => (V1.RatingInput)input) },
        Rounds = new V1.RoundRules { Required = (V1.RequiredRounds)rules.RequiredRounds, BeforeEndDue = Field.Iso(rules.BeforeEndDue) },
    };

    private static InvalidInputException Missing(string field) => new(field, null, "is required");
}
