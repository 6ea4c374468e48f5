namespace Workforce.Notification.Receipts.Sheets;

/// <summary>A sheet of receipts that is handed in.</summary>
/// <param name="Name">Of the file, for the record.</param>
/// <param name="Sheet">Of a workbook; null for its first.</param>
public sealed record SheetFile(Guid CityId, Guid RoundId, string Name, string? Sheet);
