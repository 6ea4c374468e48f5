using System.Reflection;

namespace Workforce.ServiceDefaults.Topology;

/// <summary>Every event of the public language by its name: the records with subscribers.</summary>
public static class EventCatalog
{
    public static IReadOnlyCollection<Type> All { get; } =
        [.. typeof(SubscribedByAttribute).Assembly.GetTypes().Where(type => type.GetCustomAttribute<SubscribedByAttribute>() is not null)];

    private static readonly Dictionary<string, Type> ByName = All.ToDictionary(NameOf);

    public static string NameOf(Type type) => type.FullName!;

    /// <exception cref="KeyNotFoundException">This build does not know the event.</exception>
    public static Type TypeOf(string name) => ByName[name];

    /// <summary>The queues of the event's subscribers.</summary>
    public static IEnumerable<string> SubscribersOf(Type type) =>
        type.GetCustomAttribute<SubscribedByAttribute>()!.Services.Select(service => QueueName.For(type, service));

    /// <summary>The queues that a service consumes.</summary>
    public static IEnumerable<string> QueuesOf(string service) =>
        All.Where(type => type.GetCustomAttribute<SubscribedByAttribute>()!.Services.Contains(service))
            .Select(type => QueueName.For(type, service))
            .Order(StringComparer.Ordinal);
}
