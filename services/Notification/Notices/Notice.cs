namespace Workforce.Notification.Notices;

/// <summary>What a worker is told about a contract (pemberitahuan), as facts; <see cref="NoticeText"/> puts them into words.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="ContractId">The contract; at most one notice of each kind.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="WorkerId">Whose inbox it is in.</param>
/// <param name="CycleId">The renewal cycle.</param>
/// <param name="UnitId">The work unit.</param>
/// <param name="KeepsWorking">The unit is on the exemption list; otherwise the worker stays home (dirumahkan).</param>
/// <param name="Recipient">The worker's name when the notice was issued; null when the register did not know the worker.</param>
/// <param name="TemplateVersion">The wording, fixed when the notice was issued.</param>
/// <param name="IssuedAt">When, in UTC.</param>
public sealed record Notice(
    Guid Id, Guid ContractId, NoticeKind Kind, Guid WorkerId, Guid CycleId, Guid UnitId, bool KeepsWorking, string? Recipient,
    int TemplateVersion, DateTime IssuedAt);
