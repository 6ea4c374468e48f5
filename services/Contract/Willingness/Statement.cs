using Workforce.Contract.Contracts;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Time;
using Role = Workforce.Access.V1.Role;

namespace Workforce.Contract.Willingness;

/// <summary>What a worker says of going on after the contract (pernyataan kesediaan). What was said stays as it is; the latest counts.</summary>
/// <param name="UnitId">Of the contract when it was recorded.</param>
/// <param name="SaidOn">In the city's own calendar.</param>
/// <param name="Paper">On which the personnel office took it; null where the worker said it.</param>
/// <param name="RecordedAt">UTC, by the system's clock.</param>
public sealed record Statement(
    Guid Id, Guid CityId, Guid ContractId, Guid WorkerId, Guid UnitId, Answer Answer, DateOnly SaidOn, Paper? Paper, DateTime RecordedAt, Actor RecordedBy)
{
    /// <summary>By which the latest of a contract is the highest.</summary>
    public (DateOnly, DateTime, Guid) Order => (SaidOn, RecordedAt, Id);

    /// <summary>
    /// What is said already: by the same paper, whatever was said since; by the worker's own word, where no other one has replaced it.
    /// </summary>
    /// <param name="earlier">All of the contract.</param>
    public static Statement? SameAs(NewStatement said, DateOnly saidOn, IReadOnlyCollection<Statement> earlier) => said.Paper is null
        ? earlier.MaxBy(statement => statement.Order) is { Paper: null } latest && (latest.Answer, latest.SaidOn) == (said.Answer, saidOn) ? latest : null
        : earlier.FirstOrDefault(statement => (statement.Answer, statement.SaidOn, statement.Paper) == (said.Answer, saidOn, said.Paper));
}

/// <summary>Whether a worker is willing to go on. The numbers are sent and stored.</summary>
public enum Answer : short
{
    /// <summary>Bersedia.</summary>
    Willing = 1,

    /// <summary>Tidak bersedia.</summary>
    NotWilling = 2,
}

/// <summary>A statement that is to be recorded.</summary>
/// <param name="SaidOn">Null: the paper's date, or today.</param>
/// <param name="Paper">Surat pernyataan, of the personnel office; null of the worker.</param>
public sealed record NewStatement(Guid ContractId, Answer Answer, DateOnly? SaidOn, Paper? Paper)
{
    /// <param name="today">The city's.</param>
    public DateOnly DayOf(DateOnly today) => SaidOn ?? Paper?.Date ?? today;

    /// <param name="contract">Null when the city has no such contract within reach.</param>
    /// <param name="today">The city's.</param>
    /// <returns>Null when nothing is wrong with it.</returns>
    public Refusal? FaultOf(ContractTerms? contract, Guid cityId, AllowedCall call, DateOnly today)
    {
        if (contract is null)
            return new Refusal(RecordRule.Contract, "contract_id", $"{ContractId}", "is no contract of the city within your reach", "take the id from the register");
        if (contract.VendorId is not null)
            return new Refusal(
                RecordRule.Contract, "contract_id", $"{ContractId}", "is a contract with a vendor, and the city renews its own", "the worker says it to the vendor, who is the employer");
        return PaperFaultOf(contract, cityId, call) ?? DayFaultOf(contract, today);
    }

    // Who may do both, as an employee of the personnel office who is a worker, says by the paper which it is.
    private Refusal? PaperFaultOf(ContractTerms contract, Guid cityId, AllowedCall call)
    {
        var isOffice = call.Grants.Any(grant => grant.Role is Role.Hr or Role.System && (grant.EveryCity || grant.CityId == cityId));
        var isWorker = call.Grants.Any(grant => grant.Role is Role.Worker && grant.WorkerId == contract.WorkerId);
        return Paper switch
        {
            null when !isWorker => new Refusal(RecordRule.Paper, "paper.number", null, "is required of the personnel office", "give number and date of the worker's paper"),
            not null when !isOffice => new Refusal(RecordRule.Paper, "paper.number", null, "is for the personnel office", "leave the paper out: your own word needs none"),
            _ => null,
        };
    }

    private Refusal? DayFaultOf(ContractTerms contract, DateOnly today)
    {
        var day = DayOf(today);
        if (Paper is null && day != today)
            return new Refusal(RecordRule.SaidOn, "said_on", day.ToIso(), $"is not {today.ToIso()}, today", "leave the day out: your own word is said today");
        if (day > today)
            return new Refusal(RecordRule.SaidOn, "said_on", day.ToIso(), $"is to come; today is {today.ToIso()}", "give the day on which the worker said it");
        if (day < contract.FirstDay)
            return new Refusal(
                RecordRule.SaidOn, "said_on", day.ToIso(), $"is before {contract.FirstDay.ToIso()}, the contract's first day", "give the contract that the worker had on that day");
        return Paper?.Date > day
            ? new Refusal(RecordRule.Paper, "paper.date", Paper.Date.ToIso(), $"is after {day.ToIso()}, on which it was said", "give the date that the paper has, or a later day")
            : null;
    }
}

/// <summary>What has become of one statement of a call.</summary>
/// <param name="Statement">Recorded now or before; null when it is refused.</param>
/// <param name="Refusal">Null unless it is refused.</param>
public sealed record StatementOutcome(Guid ContractId, RecordResult Result, Statement? Statement, Refusal? Refusal);
