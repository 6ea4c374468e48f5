namespace Workforce.Registry.Contracts;

/// <summary>A contract as the register has it, and whose it is.</summary>
public sealed record ContractPeriod(Guid Id, Guid WorkerId, ContractTerms Terms);
