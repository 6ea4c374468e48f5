namespace Workforce.Contract.Batches;

/// <summary>What another service does for each batch of expired contracts. The numbers are stored.</summary>
public enum BatchStep : short
{
    /// <summary>Evaluation creates the requests (permintaan penilaian).</summary>
    Requests = 1,

    /// <summary>Notification issues the notices (pemberitahuan) and letters (surat).</summary>
    Notices = 2,
}

/// <summary>How many contracts of a batch one message reports as done.</summary>
/// <param name="ReportedAt">When they were, by the other service's clock, UTC; null when it does not say.</param>
public sealed record BatchReport(Guid BatchId, BatchStep Step, int Contracts, DateTime? ReportedAt = null);

/// <summary>A batch with fewer contracts reported than it has.</summary>
public sealed record MissingBatch(Guid BatchId, Guid CycleId, int Contracts, int Requested, int Notified);
