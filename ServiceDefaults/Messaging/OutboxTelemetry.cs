using System.Diagnostics;
using System.Diagnostics.Metrics;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>How old the outbox is, what it sent, and the span that ties a publish to the trace of its announcement.</summary>
internal sealed class OutboxTelemetry
{
    private static readonly ActivitySource Source = new("Workforce.Outbox");

    private readonly Counter<long> _sent;
    private double _age;

    public OutboxTelemetry(IMeterFactory meters, ServiceName service)
    {
        var meter = meters.Create(new MeterOptions("Workforce.Outbox") { Tags = [new("service", service.Value)] });
        _sent = meter.CreateCounter<long>("workforce.outbox.sent", "{message}", "Messages that RabbitMQ confirmed");
        meter.CreateObservableGauge("workforce.outbox.age", () => Age, "s", "How long the oldest message in the relay's hand has waited; without any, the oldest unsent one");
    }

    public double Age
    {
        get => Volatile.Read(ref _age);
        set => Volatile.Write(ref _age, value);
    }

    public void Sent(int messages) => _sent.Add(messages);

    public static Activity? StartPublish(OutboxRow row) =>
        ActivityContext.TryParse(row.TraceParent, null, isRemote: true, out var announced)
            ? Source.StartActivity("outbox publish", ActivityKind.Internal, announced)
            : null;
}
