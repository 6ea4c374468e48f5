namespace Workforce.Notification.Letters;

/// <summary>A letter (surat) to the head of a work unit; its list of names is whoever of the unit has been told by now.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="CycleId">The renewal cycle.</param>
/// <param name="UnitId">The unit; a cycle has at most one letter of each kind to it.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="TemplateVersion">The wording, fixed when the letter was issued.</param>
/// <param name="IssuedAt">When, in UTC.</param>
public sealed record Letter(Guid Id, Guid CycleId, Guid UnitId, LetterKind Kind, int TemplateVersion, DateTime IssuedAt);
