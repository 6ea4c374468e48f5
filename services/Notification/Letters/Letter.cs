namespace Workforce.Notification.Letters;

/// <summary>A letter (surat) to the head of a work unit of which contracts expired, also where all are rated. Its list of names is read from the unit's notices when it is read itself.</summary>
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
/// <param name="Workers">Names on the list by now: those to rate.</param>
/// <param name="Rated">The unit's other workers of the cycle: each has a signed rating.</param>
public sealed record AddressedLetter(Letter Letter, string UnitName, string HeadName, string HeadTitle, int Workers, int Rated);

/// <summary>A worker of whom the city demands a rating.</summary>
/// <param name="Name">Null where the register did not have it.</param>
/// <param name="DueDay">By when; null is the cycle's.</param>
/// <param name="Continues">The worker goes on by the next contract.</param>
/// <param name="IsRated">The rating is signed: the letter lists only the others.</param>
/// <param name="IsOutsourced">The employer is a vendor (alih daya): the worker awaits the tender, and no decree.</param>
public sealed record EvaluatedWorker(
    Guid Id, string? Name, DateOnly? DueDay = null, bool Continues = false, bool IsRated = false, bool IsOutsourced = false);
