using Workforce.Evaluation.Ratings;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Evaluation.Objections;

/// <summary>An objection (keberatan) of a worker against a version of the contract's rating. What was filed stays as it is.</summary>
/// <param name="UnitId">Of the rating: the superior of its head rules.</param>
/// <param name="RatingId">The version against which it is, of the number <paramref name="Version"/>.</param>
/// <param name="Paper">On which the personnel office took it; null where the worker filed it.</param>
/// <param name="FiledOn">In the city; on paper the day on which the office received it.</param>
/// <param name="FiledAt">When it was recorded, UTC, by the system's clock.</param>
/// <param name="RulingDue">In the city, through this day.</param>
/// <param name="LateFrom">When that day has ended in the city, UTC.</param>
/// <param name="Ruling">Null while it is open.</param>
public sealed record Objection(
    Guid Id, Guid CityId, Guid RoundId, Guid ContractId, Guid WorkerId, Guid UnitId, Guid RatingId, int Version, string Reason, ObjectionPaper? Paper,
    DateOnly FiledOn, DateTime FiledAt, Actor FiledBy, DateOnly RulingDue, DateTime LateFrom, Ruling? Ruling)
{
    /// <summary>Whether it was not ruled on in time, by the moment or when it was.</summary>
    public bool IsLateAt(DateTime moment) => (Ruling?.RuledAt ?? moment) >= LateFrom;

    /// <summary>Whether this is what is filed once more.</summary>
    public bool IsOf(NewObjection filed) => (Reason, Paper) == (filed.Reason, filed.Paper) && (filed.FiledOn is null || filed.FiledOn == FiledOn);
}

/// <summary>The paper of an objection (surat keberatan).</summary>
public sealed record ObjectionPaper(string Number, DateOnly Date);

/// <summary>What a superior says of an objection (putusan), by a version of the rating. It is final.</summary>
/// <param name="RatingId">The version that it signed, of the number <paramref name="Version"/>.</param>
/// <param name="RuledAt">UTC, by the system's clock.</param>
/// <param name="Capacity">In which the superior has the office.</param>
public sealed record Ruling(RulingOutcome Outcome, string Reason, Guid RatingId, int Version, DateTime RuledAt, Actor RuledBy, Capacity Capacity)
{
    /// <summary>Whether this is what is ruled once more, by the same person.</summary>
    /// <param name="facts">Of the version that it signed.</param>
    public bool IsOf(NewRuling ruling, RatingFacts facts, Actor by) =>
        (Outcome, Reason, RuledBy.Issuer, RuledBy.Subject) == (ruling.Outcome, ruling.Reason, by.Issuer, by.Subject)
        && (ruling.Facts is null || ruling.Facts.AreSame(facts));
}

/// <summary>The numbers are sent and stored.</summary>
public enum RulingOutcome : short
{
    /// <summary>Ditolak: the rating stays as it is.</summary>
    Rejected = 1,

    /// <summary>Dikabulkan: the rating becomes what the superior says.</summary>
    Granted = 2,
}

/// <summary>An objection that is to be filed.</summary>
/// <param name="Paper">Of the personnel office; null of the worker.</param>
/// <param name="FiledOn">The day on which the personnel office received the paper; null: today.</param>
public sealed record NewObjection(Guid RoundId, Guid ContractId, string Reason, ObjectionPaper? Paper, DateOnly? FiledOn)
{
    /// <summary>Characters of a reason, also of a ruling's.</summary>
    public const int LongestReason = 2_000;
}

/// <summary>A ruling that is to be made.</summary>
/// <param name="Facts">All of them, of a granted objection; null of a rejected one.</param>
public sealed record NewRuling(Guid ObjectionId, RulingOutcome Outcome, RatingFacts? Facts, string Reason)
{
    /// <exception cref="InvalidInputException">It has facts and rejects, or grants without.</exception>
    public NewRuling Validated() => (Outcome, Facts) switch
    {
        (RulingOutcome.Granted, null) => throw new InvalidInputException("facts", null, "are required of a granted objection: all that the rating is to say"),
        (RulingOutcome.Rejected, not null) => throw new InvalidInputException("facts", null, "are for a granted objection; of a rejected one the rating stays as it is"),
        (_, { } facts) => this with { Facts = facts.Tidy() },
        _ => this,
    };
}

/// <summary>By which rule an objection or a ruling is not taken, for those who count.</summary>
public enum ObjectionRefusal
{
    /// <summary>The days are over in which the worker may object.</summary>
    Window,

    /// <summary>Another objection is open.</summary>
    Open,

    /// <summary>An objection was ruled on already.</summary>
    Ruled,

    /// <summary>Who would rule has rated.</summary>
    Rater,

    /// <summary>Who is next below has not rated, and rules.</summary>
    NotNext,
}
