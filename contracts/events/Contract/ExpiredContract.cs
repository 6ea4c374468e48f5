namespace Workforce.Contract.Events;

/// <summary>One contract that expired, and its worker.</summary>
public sealed record ExpiredContract(Guid ContractId, Guid WorkerId);
