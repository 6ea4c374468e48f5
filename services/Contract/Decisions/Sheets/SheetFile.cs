namespace Workforce.Contract.Decisions.Sheets;

/// <summary>A sheet of proposals that is handed in.</summary>
/// <param name="Name">Of the file, for the record.</param>
/// <param name="Sheet">Of a workbook; null for its first.</param>
/// <param name="AsRecommended">Also all others of the list.</param>
/// <param name="RequestId">The caller's id of the call; null where it has none.</param>
public sealed record SheetFile(Guid CityId, Guid CycleId, string Name, string? Sheet, bool AsRecommended, Guid? RequestId);
