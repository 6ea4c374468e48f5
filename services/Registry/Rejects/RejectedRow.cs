using Workforce.Registry.Workers;

namespace Workforce.Registry.Rejects;

/// <summary>A row as an import rejects it: what it says, as far as it can be read, and what is wrong with it.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="ContentId">Derived from what its cells say: the same row, in whichever file, is the same reject.</param>
/// <param name="Nik">Null where it cannot be read.</param>
/// <param name="NikLastFour">Of the cell, also where it holds no NIK.</param>
/// <param name="Unit">As written.</param>
public sealed record RejectedRow(
    int Row, Guid ContentId, Nik? Nik, string NikLastFour, string Name, DateOnly? BirthDate, string Unit, Guid? UnitId, DateOnly? FirstDay,
    DateOnly? LastDay, string DecreeNumber, DateOnly? DecreeDate, string Position)
{
    public RejectKind Kind { get; init; } = RejectKind.Invalid;

    public required IReadOnlyList<RejectFinding> Findings { get; init; }

    /// <summary>For which it is rejected; null where its own cells are the reason.</summary>
    public Guid? ContractId { get; init; }

    /// <summary>The cells that may be other ones once the row is right.</summary>
    public RejectDoubts Doubts { get; init; }
}

/// <summary>
/// Which of the cells that tell a contract are in doubt. An import settles a reject by a contract of the same NIK, unit and first day, but for
/// those in doubt: instead of the NIK then count birth date and the present or a former name, instead of the first day, of a contract that the
/// import adds, also the decree's number, and instead of the unit nothing. By the contract for which the row was rejected only once that was
/// corrected to the row's unit and days, or where the row is an outdated one: then by that alone.
/// </summary>
[Flags]
public enum RejectDoubts
{
    None = 0,
    Nik = 1,
    Unit = 2,
    FirstDay = 4,
}
