using RabbitMQ.Client;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>Which of a service's dead letters.</summary>
/// <param name="Queue">Those that come from it; null for those of every queue.</param>
/// <param name="Ids">Those with one of these message ids; null for any.</param>
internal sealed record Selection(string? Queue, IReadOnlySet<Guid>? Ids)
{
    public bool Has(BasicGetResult got) => Ids is null || (Envelope.IdOf(got) is { } id && Ids.Contains(id));
}
