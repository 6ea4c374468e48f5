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

/// <summary>A batch as it is published.</summary>
/// <param name="Contracts">How many it has; each has its notice.</param>
/// <param name="Continuing">Those whose workers go on by the next contract.</param>
/// <param name="RequestsDue">How many of the contracts have a request; the others are continuing ones.</param>
public sealed record ExpiryBatch(Guid Id, Guid CycleId, int Contracts, int Continuing, int RequestsDue);

/// <summary>A batch with fewer requests or notices reported than are due.</summary>
public sealed record MissingBatch(Guid BatchId, Guid CycleId, int Contracts, int RequestsDue, int Requested, int Notified);
