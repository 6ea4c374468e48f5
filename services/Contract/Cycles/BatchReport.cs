namespace Workforce.Contract.Cycles;

/// <summary>What one message says of a batch: how much was done about it.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Requested">Evaluation requests made.</param>
/// <param name="Told">Notices stored.</param>
/// <param name="IssuedAt">When these were stored, as Notification said, UTC.</param>
/// <param name="Lettered">The heads of its units were written to.</param>
public sealed record BatchReport(Guid BatchId, int Requested = 0, int Told = 0, DateTime? IssuedAt = null, bool Lettered = false);
