namespace Workforce.Contract.Records;

/// <summary>How many contracts of a city are in each state.</summary>
public sealed record ContractCounts(int InForce, int Expired, int Refused);
