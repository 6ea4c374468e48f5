using Workforce.Notification.Receipts;

namespace Workforce.Notification.Notices;

/// <summary>What is notified (pemberitahuan), as facts; <see cref="NoticeText"/> puts them into words.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="ContractId">The contract that it is about; null of reminders to the personnel office and to heads, which are about many.</param>
/// <param name="Kind">What is notified of the contract; it chooses the template and its facts, and may require a cycle.</param>
/// <param name="Recipient">Whom it notifies; a recipient has at most one notice of each kind about an expiry of a contract, one of a reminder, one of each version of a rating, and of a decision one and one of its withdrawal.</param>
/// <param name="CycleId">The renewal cycle; null outside of one. What is notified of an expired contract always has one.</param>
/// <param name="UnitId">The work unit of the contract; null where there is none.</param>
/// <param name="KeepsWorking">The unit is on the exemption list, or the worker goes on, or is only reminded; otherwise the worker stays home (dirumahkan).</param>
/// <param name="TemplateVersion">The wording, fixed when the notice was issued.</param>
/// <param name="IssuedAt">UTC.</param>
/// <param name="DueDay">By when the head must have rated; null where no rating is demanded, and of notices that were issued before they had one.</param>
/// <param name="Next">By which the worker goes on; only of <see cref="NoticeKind.ContractContinues"/>.</param>
/// <param name="Expiry">Which expiry of the contract it is about: 0 is the first.</param>
/// <param name="Correction">Why the expiry is taken back; only of <see cref="NoticeKind.ExpiryTakenBack"/>.</param>
/// <param name="IsTakenBack">A later notice takes it back.</param>
/// <param name="Reminder">Id of the reminder; only of <see cref="NoticeKind.ContractEnds"/>.</param>
/// <param name="Employer">The vendor who employs the worker that is reminded; null when it is the city.</param>
/// <param name="IsRated">The contract had a signed rating when it expired.</param>
/// <param name="IsOutsourced">The employer is a vendor (alih daya): the worker awaits the tender, and no decree.</param>
/// <param name="RoundId">The round of ratings; null outside of one.</param>
/// <param name="Rating">What it tells of; only of <see cref="NoticeKind.Rated"/> and <see cref="NoticeKind.ObjectionRuled"/>.</param>
/// <param name="HeadReminder">Id of the reminder to heads; only of <see cref="NoticeKind.RatingsDue"/>.</param>
/// <param name="Receipt">Null while none is recorded.</param>
/// <param name="SeparationId">Only of <see cref="NoticeKind.Separated"/>.</param>
/// <param name="DecisionId">Only of <see cref="NoticeKind.Renewed"/>, <see cref="NoticeKind.NotRenewed"/> and <see cref="NoticeKind.DecisionWithdrawn"/>.</param>
public sealed record Notice(
    Guid Id, Guid? ContractId, NoticeKind Kind, Recipient Recipient, Guid? CycleId, Guid? UnitId, bool KeepsWorking,
    int TemplateVersion, DateTime IssuedAt, DateOnly? DueDay = null, NextContract? Next = null, short Expiry = 0, Correction? Correction = null,
    bool IsTakenBack = false, Guid? Reminder = null, Employer? Employer = null, bool IsRated = false, bool IsOutsourced = false,
    Guid? RoundId = null, NotifiedRating? Rating = null, Guid? HeadReminder = null, Receipt? Receipt = null, Guid? SeparationId = null,
    Guid? DecisionId = null)
{
    public Guid? CycleId { get; } = CheckedCycle(Kind, CycleId);

    public NextContract? Next { get; } = CheckedNext(Kind, Next);

    public Correction? Correction { get; } = CheckedCorrection(Kind, Correction);

    /// <summary>Whether the city demands a rating of the worker: the unit's head is asked for it, or has signed it.</summary>
    public bool DemandsRating => Kind is NoticeKind.ContractExpired || DueDay is not null;

    // The database asserts the same (notice_has_its_cycle, notice_has_its_next, notice_has_its_correction): a listing would otherwise fail on the one notice that
    // cannot be written.
    private static Guid? CheckedCycle(NoticeKind kind, Guid? cycleId) =>
        cycleId is null && kind is (NoticeKind.ContractExpired or NoticeKind.ContractContinues or NoticeKind.ExpiryTakenBack)
            ? throw new ArgumentNullException(nameof(cycleId), $"A notice of the kind {kind} is written from its cycle")
            : cycleId;

    private static NextContract? CheckedNext(NoticeKind kind, NextContract? next) =>
        next is null && kind is NoticeKind.ContractContinues
            ? throw new ArgumentNullException(nameof(next), $"A notice of the kind {kind} is written from the next contract")
            : next;

    private static Correction? CheckedCorrection(NoticeKind kind, Correction? correction) =>
        correction is null && kind is NoticeKind.ExpiryTakenBack
            ? throw new ArgumentNullException(nameof(correction), $"A notice of the kind {kind} is written from the correction")
            : correction;
}

/// <summary>A version of a rating, as far as its worker is told of it.</summary>
/// <param name="RatingId">Each version has its own.</param>
/// <param name="Version">1 is the first; a correction or a ruling has the next.</param>
/// <param name="CountedDays">Of absence, of the kinds that the policy counts; null when it counts none.</param>
/// <param name="Ruling">Null of a head's version.</param>
public sealed record NotifiedRating(Guid RatingId, int Version, Predicate Predicate, int? CountedDays, Ruling? Ruling);

/// <summary>What a rating comes to (predikat kinerja). The numbers are those of <c>RatingsSigned</c>, and stored.</summary>
public enum Predicate : short
{
    /// <summary>Sangat baik.</summary>
    VeryGood = 1,

    /// <summary>Baik.</summary>
    Good = 2,

    /// <summary>Butuh perbaikan.</summary>
    NeedsImprovement = 3,

    /// <summary>Kurang.</summary>
    Poor = 4,

    /// <summary>Sangat kurang.</summary>
    VeryPoor = 5,
}

/// <summary>What became of an objection (keberatan). The numbers are those of <c>RatingsSigned</c>, and stored.</summary>
public enum Ruling : short
{
    /// <summary>Ditolak: the rating stays as it is.</summary>
    Rejected = 1,

    /// <summary>Dikabulkan: the rating is changed.</summary>
    Granted = 2,
}

/// <summary>Why the expiry of a contract is taken back: the register was corrected.</summary>
/// <param name="IsWithdrawn">The contract should never have been in the register.</param>
/// <param name="LastDay">As corrected, in the city's own calendar.</param>
/// <param name="IsOver">Whether that day was over in the city: then it expires anew.</param>
public sealed record Correction(bool IsWithdrawn, DateOnly LastDay, bool IsOver);

/// <summary>The vendor who employs a worker (pemberi kerja).</summary>
/// <param name="Name">When the notice was issued; null when the register did not have it.</param>
public sealed record Employer(Guid VendorId, string? Name);

/// <summary>The contract by which a worker goes on (kontrak berikutnya).</summary>
/// <param name="FirstDay">At the latest the day after the last day of the one that expired.</param>
/// <param name="UnitId">Where.</param>
/// <param name="VendorId">The employer; null when it is the city.</param>
/// <param name="VendorName">When the notice was issued; null when the register did not have it, or the employer is the city.</param>
public sealed record NextContract(DateOnly FirstDay, Guid UnitId, Guid? VendorId, string? VendorName);

/// <summary>The numbers are stored.</summary>
public enum NoticeKind : short
{
    /// <summary>Kontrak berakhir. Always of a cycle, which its text is written from.</summary>
    ContractExpired = 1,

    /// <summary>Kontrak berlanjut: it expired, and the worker goes on by the next one. Always of a cycle.</summary>
    ContractContinues = 2,

    /// <summary>Pembatalan pemberitahuan: the notice of an expiry is taken back, as the register was corrected. Always of a cycle.</summary>
    ExpiryTakenBack = 3,

    /// <summary>Pengingat kontrak akan berakhir: the contract is in force and ends. Of a reminder, never of a cycle.</summary>
    ContractEnds = 4,

    /// <summary>Pemberitahuan hasil penilaian: a version of a rating is signed. Of a round.</summary>
    Rated = 5,

    /// <summary>Putusan atas keberatan: an objection is ruled on, and the rating is final. Of a round.</summary>
    ObjectionRuled = 6,

    /// <summary>Pengingat penilaian, to a head: workers of the unit are not rated yet. Of a reminder to heads, in a round or a cycle.</summary>
    RatingsDue = 7,

    /// <summary>Pemberitahuan pemberhentian: the worker has left the list. Of a separation, never of a cycle.</summary>
    Separated = 8,

    /// <summary>Pemberitahuan perpanjangan: it is decided that the contract is renewed. Of a decision, never of a cycle.</summary>
    Renewed = 9,

    /// <summary>Pemberitahuan tidak diperpanjang: it is decided that the contract is not renewed. Of a decision, never of a cycle.</summary>
    NotRenewed = 10,

    /// <summary>Pembatalan keputusan: a decision is withdrawn, and the contract undecided again. Of that decision, never of a cycle.</summary>
    DecisionWithdrawn = 11,
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

/// <summary>A notice to a worker whose expiry is taken back, and why.</summary>
/// <param name="Recipient">The worker's name as the notice has it.</param>
/// <param name="LastDay">As corrected.</param>
public sealed record NoticeToTakeBack(
    Guid ContractId, short Expiry, Guid CycleId, Guid UnitId, bool KeepsWorking, Guid RecipientId, string? Recipient,
    bool IsWithdrawn, DateOnly LastDay, bool IsOver);
