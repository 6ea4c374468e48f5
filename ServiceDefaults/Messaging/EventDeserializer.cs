using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// Reads the body of every message, whatever content type it claims: MassTransit's envelope with one event in it. This is the one place
/// in which a body meets a parser. What the parser says stays here; a body that cannot be read leaves it as an
/// <see cref="UnreadableEventException"/>.
/// </summary>
internal sealed class EventDeserializer : ISerializerFactory, IMessageDeserializer
{
    public ContentType ContentType => SystemTextJsonMessageSerializer.JsonContentType;

    public IMessageSerializer CreateSerializer() => SystemTextJsonMessageSerializer.Instance;

    public IMessageDeserializer CreateDeserializer() => this;

    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        try
        {
            return new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders));
        }
        catch (UnreadableEventException)
        {
            // Without it MassTransit would look for the message's ids among the headers when it moves the message to the dead letters,
            // and fail on one that is no id: the message would be delivered again and again.
            var unread = new BodyConsumeContext(receiveContext, ReceivedEvent.Unread);
            receiveContext.AddOrUpdatePayload<ConsumeContext>(() => unread, _ => unread);
            throw;
        }
    }

    /// <exception cref="UnreadableEventException">It is no envelope.</exception>
    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) => ReceivedEvent.Read(body.GetBytes());

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope("events").Add("contentType", ContentType.MediaType);
}
