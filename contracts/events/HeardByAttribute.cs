namespace Workforce;

/// <summary>
/// Names the services that must hear an event. The publisher declares their queues too, so that nothing is lost when it
/// speaks before a listener has ever started, and a message that reaches none of them comes back to it.
/// </summary>
/// <param name="services">Service names as AppHost has them, for example <c>evaluation</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HeardByAttribute(params string[] services) : Attribute
{
    public IReadOnlyList<string> Services { get; } = services;
}
