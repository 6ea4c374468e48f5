using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Messaging.V1;

namespace Workforce.Cli.Parking;

/// <summary>Which parked messages were meant, as typed. Nothing is meant by leaving all out.</summary>
public sealed record Choice(bool All, string? Service, string? Queue, IReadOnlyList<string> Ids)
{
    /// <exception cref="BadInputException">None is chosen, or in more than one way.</exception>
    public void Check()
    {
        var ways = (All ? 1 : 0) + (Service is null ? 0 : 1) + (Ids.Count > 0 ? 1 : 0);
        if (ways != 1)
            throw new BadInputException("say which messages, in one way: --all, --service S [--queue Q], or --id ID");
        if (Queue is not null && Service is null)
            throw new BadInputException("--queue needs the --service that it belongs to");
        if (Ids.FirstOrDefault(id => !Guid.TryParseExact(id, "D", out _)) is { } wrong)
            throw new BadInputException($"--id '{wrong}' is not a message id (a UUID)");
    }

    public ParkedSelection Selection => this switch
    {
        { Ids.Count: > 0 } => new ParkedSelection { Ids = new ParkedIds { MessageIds = { Ids } } },
        { Queue: not null } => new ParkedSelection { Queue = Queue },
        _ => new ParkedSelection { All = true },
    };

    /// <summary>The service of that name; all when none is named.</summary>
    /// <exception cref="BadInputException">There is none of that name.</exception>
    public static IReadOnlyList<ParkedPeer> Among(IReadOnlyList<ParkedPeer> services, string? named)
    {
        if (named is null)
            return services;
        var found = services.Where(service => service.Service.Equals(named, StringComparison.OrdinalIgnoreCase)).ToList();
        var known = services.Select(service => service.Service).ToList();
        return found.Count > 0
            ? found
            : throw new BadInputException($"there is no service '{named}'{Nearest.Hint(named, known)}; there are {string.Join(", ", known)}");
    }
}
