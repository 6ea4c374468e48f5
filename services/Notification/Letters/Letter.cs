namespace Workforce.Notification.Letters;

/// <summary>A letter (surat) to the head of a work unit. Its list of names is read from the unit's notices when it is read itself.</summary>
/// <param name="Id">UUIDv7; of a letter that the upgrade to 0.1 issued, random.</param>
/// <param name="UnitId">The unit; a cycle has at most one letter of each kind to it.</param>
/// <param name="TemplateVersion">The wording, fixed when the letter was issued.</param>
/// <param name="IssuedAt">UTC.</param>
/// <param name="DueDay">By when the head must have rated; null of letters that were issued before they had one, and is the cycle's.</param>
public sealed record Letter(
    Guid Id, Guid CycleId, Guid UnitId, LetterKind Kind, int TemplateVersion, DateTime IssuedAt, DateOnly? DueDay = null);

/// <summary>The numbers are stored.</summary>
public enum LetterKind : short
{
    /// <summary>Permintaan penilaian.</summary>
    EvaluationRequest = 1,
}

/// <summary>A letter with its addressee, as a listing shows it.</summary>
/// <param name="UnitName">The unit as the cycle froze it.</param>
/// <param name="HeadName">Its head; empty when it had none.</param>
/// <param name="HeadTitle">The head's office (jabatan).</param>
/// <param name="Workers">Names on the list by now.</param>
public sealed record AddressedLetter(Letter Letter, string UnitName, string HeadName, string HeadTitle, int Workers);

/// <summary>A worker on the list of a letter: one whom the head is asked to rate.</summary>
/// <param name="Name">Null where the register did not have it.</param>
/// <param name="DueDay">By when; null is the cycle's.</param>
/// <param name="Continues">The worker goes on by the next contract.</param>
public sealed record ListedWorker(Guid Id, string? Name, DateOnly? DueDay = null, bool Continues = false);
