namespace Workforce.Registry.Import;

/// <summary>What is known of an import, while it runs and for ever after.</summary>
/// <param name="FileName">As its sender named it.</param>
/// <param name="StoredAt">When its last chunk was stored; null before the first.</param>
/// <param name="FinishedAt">Null while it runs, and when its process has died under it.</param>
/// <param name="IsComplete">Whether the file was read to its end; otherwise it runs, has broken off, or the file itself breaks off.</param>
/// <param name="LastRow">Row of the file through which all rows are counted, and the good ones stored; nothing after it is stored.</param>
/// <param name="Tally">Of the rows through that one.</param>
public sealed record ImportRecord(
    Guid Id, Guid CityId, string FileName, DateTime StartedAt, DateTime? StoredAt, DateTime? FinishedAt, bool IsComplete, int LastRow, ImportTally Tally);
