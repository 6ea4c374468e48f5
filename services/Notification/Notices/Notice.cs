namespace Workforce.Notification.Notices;

/// <summary>What is notified (pemberitahuan), as facts; <see cref="NoticeText"/> puts them into words.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="ContractId">The contract that it is about.</param>
/// <param name="Kind">What is notified of the contract; it chooses the template and its facts, and may require a cycle.</param>
/// <param name="Recipient">Whom it notifies; a recipient has at most one notice of each kind about a contract.</param>
/// <param name="CycleId">The renewal cycle; null outside of one. <see cref="NoticeKind.ContractExpired"/> always has one.</param>
/// <param name="UnitId">The work unit of the contract.</param>
/// <param name="KeepsWorking">The unit is on the exemption list; otherwise the worker stays home (dirumahkan).</param>
/// <param name="TemplateVersion">The wording, fixed when the notice was issued.</param>
/// <param name="IssuedAt">UTC.</param>
public sealed record Notice(
    Guid Id, Guid ContractId, NoticeKind Kind, Recipient Recipient, Guid? CycleId, Guid UnitId, bool KeepsWorking,
    int TemplateVersion, DateTime IssuedAt)
{
    public Guid? CycleId { get; } = CheckedCycle(Kind, CycleId);

    // The database asserts the same (notice_has_its_cycle): a listing would otherwise fail on the one notice that cannot be written.
    private static Guid? CheckedCycle(NoticeKind kind, Guid? cycleId) =>
        cycleId is null && kind is NoticeKind.ContractExpired
            ? throw new ArgumentNullException(nameof(cycleId), $"A notice of the kind {kind} is written from its cycle")
            : cycleId;
}

/// <summary>The numbers are stored.</summary>
public enum NoticeKind : short
{
    /// <summary>Kontrak berakhir. Always of a cycle, which its text is written from.</summary>
    ContractExpired = 1,
}

/// <summary>Whom a notice is for.</summary>
/// <param name="Id">The worker, or the unit's head; of the personnel office (kepegawaian) the city.</param>
/// <param name="Name">When the notice was issued; null when the register did not have it.</param>
public sealed record Recipient(RecipientKind Kind, Guid Id, string? Name);

/// <summary>The numbers are stored.</summary>
public enum RecipientKind : short
{
    /// <summary>The worker whose contract it is.</summary>
    Worker = 1,

    /// <summary>The head of a work unit (kepala unit kerja).</summary>
    Head = 2,

    /// <summary>The city's personnel office (kepegawaian).</summary>
    PersonnelOffice = 3,
}
