using Workforce.Registry.Contracts;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Rejects;

/// <summary>Why a row was rejected. The numbers are sent and stored.</summary>
public enum RejectKind : short
{
    /// <summary>The row cannot be read, or a cell is missing or wrong.</summary>
    Invalid = 1,

    /// <summary>The file has the same NIK, unit and period in a row before.</summary>
    Duplicate = 2,

    /// <summary>The NIK has a contract of the same unit on one of the days.</summary>
    Overlap = 3,

    /// <summary>The NIK has a contract of another unit, or of another city, on one of the days.</summary>
    DoubleEmployment = 4,

    /// <summary>The row says what was corrected since, or withdrawn.</summary>
    Outdated = 5,
}

/// <summary>How a reject was settled. The numbers are sent and stored.</summary>
public enum RejectSettlement : short
{
    /// <summary>An import has the row right.</summary>
    Imported = 1,

    /// <summary>A person has decided that there is nothing to import, and why.</summary>
    Dismissed = 2,
}

/// <summary>What is wrong in a rejected row.</summary>
/// <param name="Column">The column's name; empty for the row as a whole.</param>
/// <param name="Value">As findings show it.</param>
public sealed record RejectFinding(string Column, string Value, string Reason);

/// <summary>A rejected row.</summary>
/// <param name="ImportId">The last import that rejected it.</param>
/// <param name="Row">In that import's file.</param>
/// <param name="NikLastFour">Of the cell, also where it holds no NIK.</param>
/// <param name="Unit">As written.</param>
/// <param name="UnitId">Null where the city has no such unit.</param>
/// <param name="Contract">For which the row was rejected; null where there is none, or where another city has it.</param>
public sealed record Reject(
    Guid Id, RejectKind Kind, Guid ImportId, int Row, string NikLastFour, string Name, string Unit, Guid? UnitId, DateOnly? FirstDay,
    DateOnly? LastDay, string DecreeNumber, DateOnly? DecreeDate, string Position, IReadOnlyList<RejectFinding> Findings, ContractBeside? Contract)
{
    /// <summary>Who has the row's NIK and is of the city, or has had a contract there; null where there is none.</summary>
    public Guid? WorkerId { get; init; }

    /// <summary>Null while it is open.</summary>
    public SettledReject? Settled { get; init; }
}

/// <summary>How, when and by whom a reject was settled.</summary>
/// <param name="At">UTC, real time.</param>
/// <param name="By">Of an imported row, who imported.</param>
/// <param name="Reason">Empty of an imported row.</param>
/// <param name="ContractId">That was imported; null of a dismissed row.</param>
public sealed record SettledReject(RejectSettlement How, DateTime At, Actor By, string Reason, Guid? ContractId);

/// <summary>A contract that stands beside a reject.</summary>
/// <param name="Unit">The unit's name.</param>
public sealed record ContractBeside(Guid Id, Guid UnitId, string Unit, Period Period, string DecreeNumber, DateOnly? DecreeDate, string Position);

/// <summary>Which rejects of a city are listed.</summary>
/// <param name="UnitId">Rows of this unit, and rows beside a contract of it; null for all.</param>
/// <param name="Kind">Null for all.</param>
/// <param name="IsSettled">Those that are settled, else the open ones.</param>
public sealed record RejectFilter(Guid CityId, Guid? UnitId, RejectKind? Kind, bool IsSettled);
