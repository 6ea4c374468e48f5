namespace Workforce.Registry.Contracts;

/// <summary>A contract as it is in the register, with what a correction of it needs.</summary>
/// <param name="Unit">The work unit's code.</param>
/// <param name="PaperRequired">For which corrections the city demands a paper: bit n of the corrected field n.</param>
public sealed record ContractOnRecord(
    Guid Id, Guid WorkerId, Guid CityId, Guid UnitId, string Unit, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay, string Position,
    long? MonthlyWage, int Revision, DateTime? WithdrawnAt, int PaperRequired)
{
    public Period Period => new(FirstDay, LastDay);
}
