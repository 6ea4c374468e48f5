namespace Workforce.Registry.Import;

/// <summary>What an import makes of a worker or a contract of the register.</summary>
public enum RecordState
{
    /// <summary>It is stored and stays as it is.</summary>
    Stored,

    /// <summary>It is stored, and must be changed.</summary>
    Changed,

    /// <summary>It is not stored yet.</summary>
    Added,
}
