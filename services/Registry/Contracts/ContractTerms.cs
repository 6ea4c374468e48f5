namespace Workforce.Registry.Contracts;

/// <summary>What makes a worker's contract this one and no other.</summary>
/// <param name="UnitId">The work unit.</param>
/// <param name="VendorId">The employer; null when it is the city.</param>
/// <param name="Period">When it is in force.</param>
public readonly record struct ContractTerms(Guid UnitId, Guid? VendorId, Period Period);
