namespace Workforce;

/// <summary>
/// Names the services that subscribe to an event. The publisher declares their queues too, so that nothing is lost when it publishes
/// before a subscriber has ever started, and a message that reaches no queue is returned to it.
/// </summary>
/// <param name="services">Service names as AppHost has them, for example <c>evaluation</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubscribedByAttribute(params string[] services) : Attribute
{
    public IReadOnlyList<string> Services { get; } = services;
}
