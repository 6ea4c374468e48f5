using Workforce.Evaluation.Events;
using Workforce.Testing;

namespace Workforce.Evaluation.Tests;

/// <summary>Listens where Contract would.</summary>
internal static class Announcements
{
    /// <summary>Waits for the answer to one batch.</summary>
    public static async Task<WireMessage> OfAsync(EvaluationService service, Guid batchId)
    {
        WireMessage? answer = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                var taken = await service.Wire.TakeAsync(EvaluationService.Announced);
                answer ??= taken.FirstOrDefault(message => message.As<EvaluationsRequested>().BatchId == batchId);
                return answer is not null;
            },
            $"batch {batchId} is answered");
        return answer!;
    }

    /// <summary>Waits until so many batches of a cycle are answered; an answer that is repeated counts once.</summary>
    public static async Task<IReadOnlyDictionary<Guid, EvaluationsRequested>> UntilAsync(EvaluationService service, Guid cycleId, int batches)
    {
        var answers = new Dictionary<Guid, EvaluationsRequested>();
        await Eventually.HoldsAsync(
            async () =>
            {
                foreach (var message in await service.Wire.TakeAsync(EvaluationService.Announced))
                    if (message.As<EvaluationsRequested>() is var said && said.CycleId == cycleId)
                        answers[message.MessageId] = said;
                return answers.Count == batches;
            },
            $"{batches} batches are answered");
        return answers;
    }
}
