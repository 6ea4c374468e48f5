namespace Workforce.Registry.Contracts;

/// <summary>A contract as it is in the register, with what a correction of it needs.</summary>
/// <param name="Unit">The work unit's code.</param>
/// <param name="WithdrawnAt">UTC; null of one that is not withdrawn.</param>
/// <param name="PaperRequired">For which corrections the city demands a paper: bit n of the corrected field n.</param>
/// <param name="BirthDate">The worker's.</param>
public sealed record ContractOnRecord(
    Guid Id, Guid WorkerId, Guid CityId, Guid UnitId, string Unit, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay, string Position,
    long? MonthlyWage, int Revision, DateTime? WithdrawnAt, int PaperRequired, DateOnly BirthDate)
{
    public Period Period => new(FirstDay, LastDay);

    public ContractTerms Terms => new(UnitId, VendorId, Period);

    /// <summary>Whether it is, or is now to be, no contract any more.</summary>
    public bool IsWithdrawn { get; init; } = WithdrawnAt is not null;

    /// <summary>The contract as one that should not have been in the register.</summary>
    public ContractOnRecord Withdrawn() => this with { IsWithdrawn = true, Revision = Revision + 1 };
}

/// <summary>A contract of a worker that is not withdrawn.</summary>
/// <param name="Unit">The work unit's name.</param>
public sealed record StandingContract(Guid Id, Guid WorkerId, Guid CityId, Guid UnitId, string Unit, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay)
{
    public ContractTerms Terms => new(UnitId, VendorId, new Period(FirstDay, LastDay));
}
