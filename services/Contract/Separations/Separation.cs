using System.Text.Json;
using Workforce.Contract.Contracts;
using Workforce.Contract.Events;
using Workforce.Contract.Policies;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Separations;

/// <summary>That a worker has left the list (pemberhentian). It is recorded once and never changed; a wrong one is withdrawn.</summary>
/// <param name="UnitId">Of the contract when it was recorded.</param>
/// <param name="EffectiveOn">The first day on which the worker is separated, in the city's own calendar; before or after it was recorded.</param>
/// <param name="Paper">Null when none was given.</param>
/// <param name="Reason">Keterangan; null when none was given.</param>
/// <param name="RecordedAt">UTC, by the system's clock.</param>
/// <param name="Withdrawal">Null while it stands.</param>
public sealed record Separation(
    Guid Id, Guid CityId, Guid ContractId, Guid WorkerId, Guid UnitId, SeparationCode Code, DateOnly EffectiveOn, Paper? Paper, string? Reason,
    DateTime RecordedAt, Actor RecordedBy, SeparationWithdrawal? Withdrawal = null)
{
    /// <summary>Characters of a reason, also of a withdrawal's.</summary>
    public const int LongestReason = 500;

    /// <summary>Whether this is what is recorded once more; a paper or a reason that is not given again is the same.</summary>
    public bool IsOf(NewSeparation separation) => FieldUnlike(separation) is null;

    /// <summary>Why another one is refused beside this, which stands.</summary>
    /// <param name="zone">The city's.</param>
    public Refusal Refuse(NewSeparation other, string zone)
    {
        var (field, value) = FieldUnlike(other)!.Value;
        var on = new DateTimeOffset(RecordedAt, TimeSpan.Zero).DayIn(zone).ToIso();
        return new Refusal(
            RecordRule.Recorded, field, value,
            $"is not what stands: {SeparationCodes.Word(Code)} from {EffectiveOn.ToIso()}, as {RecordedBy.Name} recorded on {on}",
            "withdraw that one with a reason, if it is wrong, and record this one then");
    }

    private (string Field, string Value)? FieldUnlike(NewSeparation other)
    {
        if (other.Code != Code)
            return ("code", SeparationCodes.Word(other.Code));
        if (other.EffectiveOn != EffectiveOn)
            return ("effective_on", other.EffectiveOn.ToIso());
        if (other.Paper is { } paper && paper != Paper)
            return paper.Number == Paper?.Number ? ("paper.date", paper.Date.ToIso()) : ("paper.number", paper.Number);
        return other.Reason is { } reason && reason != Reason ? ("reason", reason) : null;
    }
}

/// <summary>Why a separation was wrong (pembatalan), and who said so.</summary>
/// <param name="WithdrawnAt">UTC, by the system's clock.</param>
public sealed record SeparationWithdrawal(string Reason, DateTime WithdrawnAt, Actor WithdrawnBy);

/// <summary>A separation that is to be recorded.</summary>
public sealed record NewSeparation(Guid ContractId, SeparationCode Code, DateOnly EffectiveOn, Paper? Paper, string? Reason)
{
    /// <param name="contract">Null when the city has no such contract.</param>
    /// <param name="today">The city's, by which the papers are those of the policy in force.</param>
    /// <returns>Null when nothing is wrong with it by itself.</returns>
    public Refusal? FaultOf(ContractTerms? contract, RequiredPapers papers, DateOnly today)
    {
        if (contract is null)
            return new Refusal(RecordRule.Contract, "contract_id", $"{ContractId}", "is no contract of the city", "take the id from the register: a withdrawn contract is none");
        if (EffectiveOn < contract.FirstDay)
            return new Refusal(
                RecordRule.EffectiveOn, "effective_on", EffectiveOn.ToIso(), $"is before {contract.FirstDay.ToIso()}, the contract's first day",
                "give a day from the first day on, or the worker's earlier contract");
        if (Paper is null && papers.AreRequiredOf(Code))
            return new Refusal(
                RecordRule.Paper, "paper.number", null, $"is required of {SeparationCodes.Word(Code)} by the city's policy", "give number and date of the paper");
        return Paper?.Date > today
            ? new Refusal(RecordRule.Paper, "paper.date", Paper.Date.ToIso(), $"is to come; today is {today.ToIso()}", "give the date that the paper has")
            : null;
    }
}

/// <summary>What has become of one separation of a call.</summary>
/// <param name="Separation">That stands, recorded now or before, also where another one is refused; null when there is none.</param>
/// <param name="Refusal">Null unless it is refused.</param>
public sealed record SeparationOutcome(Guid ContractId, RecordResult Result, Separation? Separation, Refusal? Refusal);

/// <summary>How many separations stand by a code.</summary>
public sealed record SeparationCount(SeparationCode Code, int Separations);

/// <summary>Ids of all contracts that a city has of the workers with these NIKs, by the NIK. At most 1,000.</summary>
public delegate Task<ILookup<string, Guid>> FindContractsByNik(Guid cityId, IReadOnlyList<string> niks, CancellationToken cancellation);

/// <summary>The words of codes.</summary>
internal static class SeparationCodes
{
    /// <summary>As files, settings and metrics have it, for example <c>age_limit</c>.</summary>
    public static string Word(SeparationCode code) => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString());
}
