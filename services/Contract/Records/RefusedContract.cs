namespace Workforce.Contract.Records;

/// <summary>A contract that the register announced and this service did not take.</summary>
public sealed record RefusedContract(Guid Id, Guid WorkerId, string Reason);
