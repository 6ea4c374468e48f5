using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Workforce.ServiceDefaults.Outbox;

/// <summary>How old the outbox is, how much it published, and the span that ties a publish to the trace that caused it.</summary>
internal sealed class OutboxTelemetry
{
    private static readonly ActivitySource Source = new("Workforce.Outbox");

    private readonly Counter<long> _published;
    private double _age;

    public OutboxTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create("Workforce.Outbox");
        _published = meter.CreateCounter<long>("workforce.outbox.published", "{message}", "Messages that RabbitMQ confirmed");
        meter.CreateObservableGauge("workforce.outbox.age", () => Age, "s", "How long the oldest claimed message has waited; without any, the oldest unpublished one");
    }

    public double Age
    {
        get => Volatile.Read(ref _age);
        set => Volatile.Write(ref _age, value);
    }

    public void Published(int messages) => _published.Add(messages);

    public static Activity? StartPublish(ClaimedMessage row) =>
        ActivityContext.TryParse(row.TraceParent, null, isRemote: true, out var cause)
            ? Source.StartActivity("outbox publish", ActivityKind.Internal, cause)
            : null;
}
