using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Import;

/// <summary>What is known of an import, while it runs and for ever after.</summary>
/// <param name="FileName">As its sender named it.</param>
/// <param name="StoredAt">When its last chunk was stored; null before the first.</param>
/// <param name="FinishedAt">Null while it runs, and when its process has died under it.</param>
/// <param name="LastRow">Row of the file through which all rows are counted, and the good ones stored; nothing after it is stored.</param>
/// <param name="Tally">Of the rows through that one.</param>
/// <param name="By">Whose act it was; null of imports of versions before 0.2.</param>
public sealed record ImportRecord(
    Guid Id, Guid CityId, string FileName, DateTime StartedAt, DateTime? StoredAt, DateTime? FinishedAt, ImportState State, int LastRow, ImportTally Tally,
    Actor? By);

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>It waits for its turn, or its file is being read.</summary>
    Running,

    /// <summary>The file was read to its end.</summary>
    Whole,

    /// <summary>It ended before that: its call, its process or the file itself broke off, or there were too many findings.</summary>
    BrokenOff,

    /// <summary>The file cannot be read at all; nothing of it is stored.</summary>
    Refused,
}
