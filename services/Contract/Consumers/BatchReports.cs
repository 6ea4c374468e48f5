using Workforce.Contract.Cycles;
using Workforce.Contract.Storage;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Consumers;

/// <summary>Notes what the others report of batches.</summary>
internal static class BatchReports
{
    /// <exception cref="UnfitEventException">A report is on a batch that was never announced.</exception>
    public static async Task NoteAsync<TEvent>(Work work, IReadOnlyList<InboxMessage<BatchReport>> messages)
    {
        var strange = await ExpiryBatchTable.NoteAsync(work, [.. messages.Select(message => message.Item)], CancellationToken.None);
        if (strange.Count > 0)
            throw new UnfitEventException(typeof(TEvent).Name, strange[0], "was never announced here");
    }
}
