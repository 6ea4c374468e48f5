namespace Workforce.Contract.Separations.Sheets;

/// <summary>A sheet of separations that is handed in.</summary>
/// <param name="Name">Of the file, for the record.</param>
/// <param name="Sheet">Of a workbook; null for its first.</param>
public sealed record SheetFile(Guid CityId, string Name, string? Sheet);
