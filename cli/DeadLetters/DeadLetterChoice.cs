using Workforce.Cli.Errors;
using Workforce.Messaging.V1;

namespace Workforce.Cli.DeadLetters;

/// <summary>The dead letters to requeue or drop, as typed. An empty choice selects none.</summary>
public sealed record DeadLetterChoice(bool All, string? Service, string? Queue, IReadOnlyList<string> Ids)
{
    /// <exception cref="BadInputException">Nothing is selected, or in more than one way.</exception>
    public void Check()
    {
        var ways = (All ? 1 : 0) + (Service is null ? 0 : 1) + (Ids.Count > 0 ? 1 : 0);
        if (ways != 1)
            throw new BadInputException("select dead letters in one way: --all, --service SERVICE [--queue QUEUE], or --id ID");
        if (Queue is not null && Service is null)
            throw new BadInputException("--queue needs its --service");
        if (Ids.FirstOrDefault(id => !Guid.TryParseExact(id, "D", out _)) is { } wrong)
            throw new BadInputException($"--id '{wrong}' is not a message id (a UUID)");
    }

    public DeadLetterSelection Selection => this switch
    {
        { Ids.Count: > 0 } => new DeadLetterSelection { Ids = new DeadLetterIds { MessageIds = { Ids } } },
        { Queue: not null } => new DeadLetterSelection { Queue = Queue },
        _ => new DeadLetterSelection { All = true },
    };
}
