using RabbitMQ.Client;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>Which of a service's dead letters.</summary>
/// <param name="Queue">Those that come from it; null for those of every queue.</param>
/// <param name="Ids">Those with one of these message ids; null for any.</param>
internal sealed record Selection(string? Queue, IReadOnlySet<Guid>? Ids)
{
    /// <summary>For people: all, a queue, or the first of the ids.</summary>
    public string Description => Ids is not null ? $"{Ids.Count} message ids: {string.Join(", ", Ids.Take(IdsDescribed))}" : Queue ?? "all";

    private const int IdsDescribed = 10;

    public bool Has(BasicGetResult got) => Ids is null || (Envelope.IdOf(got) is { } id && Ids.Contains(id));
}
