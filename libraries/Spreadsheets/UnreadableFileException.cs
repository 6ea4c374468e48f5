namespace Workforce.Spreadsheets;

/// <summary>A file is not read, or not further: it is of another kind, broken, too large, or has in it what no table has.</summary>
/// <param name="reason">Why, and what to do; what the file holds is not in it.</param>
public sealed class UnreadableFileException(string reason) : Exception(reason);

/// <summary>The sheet that was named cannot be read: the file has no sheets, or not this one.</summary>
/// <param name="reason">What there is instead.</param>
public sealed class UnknownSheetException(string reason) : Exception(reason);

/// <summary>There is no room to keep a file while it is read.</summary>
public sealed class NoRoomException(string message, Exception cause) : Exception(message, cause);
