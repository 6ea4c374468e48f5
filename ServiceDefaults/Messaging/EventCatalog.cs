using System.Reflection;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>Every event of the public language by its name: the records that say who must hear them.</summary>
public static class EventCatalog
{
    public static IReadOnlyCollection<Type> All { get; } =
        [.. typeof(HeardByAttribute).Assembly.GetTypes().Where(type => type.GetCustomAttribute<HeardByAttribute>() is not null)];

    private static readonly Dictionary<string, Type> ByName = All.ToDictionary(NameOf);

    public static string NameOf(Type type) => type.FullName!;

    /// <exception cref="KeyNotFoundException">This build does not know the event.</exception>
    public static Type TypeOf(string name) => ByName[name];

    /// <summary>The queues of those who must hear the event.</summary>
    public static IEnumerable<string> ListenersOf(Type type) =>
        type.GetCustomAttribute<HeardByAttribute>()!.Services.Select(service => QueueName.For(type, service));

    /// <summary>The queues that a service listens on.</summary>
    public static IEnumerable<string> QueuesOf(string service) =>
        All.Where(type => type.GetCustomAttribute<HeardByAttribute>()!.Services.Contains(service))
            .Select(type => QueueName.For(type, service))
            .Order(StringComparer.Ordinal);
}
