using Workforce.Cli.Errors;
using Workforce.Messaging.V1;

namespace Workforce.Cli.Connections;

/// <summary>A service that serves the dead letters of its own queues.</summary>
/// <param name="Service">For example <c>registry</c>.</param>
public sealed record DeadLetterPeer(string Service, Uri Address, DeadLetterService.DeadLetterServiceClient Client)
{
    /// <summary>The service of that name, without regard to case; all services when <paramref name="name"/> is null.</summary>
    /// <exception cref="BadInputException">The name is unknown; names the nearest.</exception>
    public static IReadOnlyList<DeadLetterPeer> Find(IReadOnlyList<DeadLetterPeer> services, string? name)
    {
        if (name is null)
            return services;
        var found = services.Where(service => service.Service.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var names = services.Select(service => service.Service).ToList();
        return found.Count > 0
            ? found
            : throw new BadInputException($"there is no service '{name}'{Nearest.Hint(name, names)}; there are {string.Join(", ", names)}");
    }
}
