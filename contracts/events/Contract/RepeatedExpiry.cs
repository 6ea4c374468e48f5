namespace Workforce.Contract.Events;

/// <summary>A contract of a batch that had expired before, and had returned to force when the register was corrected.</summary>
/// <param name="ContractId">One of the batch.</param>
/// <param name="Expiry">Which of its expiries this is: 1 is the second.</param>
public sealed record RepeatedExpiry(Guid ContractId, int Expiry);
