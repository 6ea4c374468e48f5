namespace Workforce.Notification.Letters;

/// <summary>A letter with whom it is addressed to, as a listing shows it.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="UnitName">The unit as the cycle froze it.</param>
/// <param name="HeadName">Its head; empty when it had none.</param>
/// <param name="HeadTitle">The head's office (jabatan).</param>
/// <param name="Workers">Names on the list by now.</param>
public sealed record AddressedLetter(Letter Letter, string UnitName, string HeadName, string HeadTitle, int Workers);
