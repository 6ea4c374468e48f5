using Workforce.Contract.Policies;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

/// <summary>Policies and exemption lists on the wire.</summary>
internal static class PolicyWire
{
    public static Policy Read(V1.Policy policy) => new(
        Field.Uuid("policy.city_id", policy.CityId),
        Version: 0,
        Field.Day("policy.effective_from", policy.EffectiveFrom),
        policy.EvaluationDueDays,
        policy.ObjectionDays,
        Field.Text("policy.ask_at", policy.AskAt),
        policy.Language,
        policy.Continuing?.RatePastPeriod is true);

    public static V1.Policy ToWire(Policy policy) => new()
    {
        CityId = $"{policy.CityId}",
        Version = policy.Version,
        EffectiveFrom = Field.Iso(policy.EffectiveFrom),
        EvaluationDueDays = policy.EvaluationDueDays,
        ObjectionDays = policy.ObjectionDays,
        AskAt = policy.AskAt,
        Language = policy.Language,
        Continuing = new V1.ContinuingPolicy { RatePastPeriod = policy.RatePastPeriod },
    };

    public static ExemptionList Read(V1.ExemptionList list) => new(
        Field.Uuid("exemption_list.city_id", list.CityId),
        Version: 0,
        Field.Text("exemption_list.number", list.Number),
        Field.Day("exemption_list.decided_on", list.DecidedOn),
        new Signatory(
            Field.Text("exemption_list.signatory.name", list.Signatory?.Name ?? ""),
            Field.Text("exemption_list.signatory.title", list.Signatory?.Title ?? "")),
        Field.OptionalDay("exemption_list.stay_home_from", list.StayHomeFrom),
        new ExemptNames(list.Kinds),
        new ExemptNames(list.UnitCodes));

    public static V1.ExemptionList ToWire(ExemptionList list) => new()
    {
        CityId = $"{list.CityId}",
        Version = list.Version,
        Number = list.Number,
        DecidedOn = Field.Iso(list.DecidedOn),
        Signatory = new V1.Signatory { Name = list.Signatory.Name, Title = list.Signatory.Title },
        StayHomeFrom = Field.Iso(list.StayHomeFrom),
        Kinds = { list.Kinds.All },
        UnitCodes = { list.UnitCodes.All },
    };
}
