namespace Workforce.Contract.Events;

/// <summary>One contract that expired, and whose it was.</summary>
public sealed record ExpiredContract(Guid ContractId, Guid WorkerId);
