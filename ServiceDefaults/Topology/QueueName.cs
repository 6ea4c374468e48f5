using System.Text.RegularExpressions;

namespace Workforce.ServiceDefaults.Topology;

/// <summary>Names of queues: the subscriber, a dot, the event, for example <c>evaluation.contracts-expired</c>.</summary>
public static partial class QueueName
{
    public static string For<TEvent>(string service)
        where TEvent : class => For(typeof(TEvent), service);

    internal static string For(Type type, string service) =>
        $"{service}.{WordStart().Replace(type.Name, "-$0").ToLowerInvariant()}";

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
