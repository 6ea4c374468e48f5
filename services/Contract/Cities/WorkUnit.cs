namespace Workforce.Contract.Cities;

/// <summary>A work unit (OPD, satuan kerja) with its head, as the register has it now.</summary>
public sealed record WorkUnit(Guid Id, string Code, string Name, string Kind, Guid HeadId, string HeadName, string HeadTitle);
