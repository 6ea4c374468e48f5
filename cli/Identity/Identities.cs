using Workforce.Access.V1;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Identity;

namespace Workforce.Cli.Identity;

/// <summary>Finds as whom a command calls: the token for each RPC.</summary>
public static class Identities
{
    /// <summary>
    /// The token of the environment; else, in Development, of the person of the story who may make the call; else of the log-in; else by the client
    /// credentials of the environment; else none.
    /// </summary>
    /// <param name="asRole">The role's word of <c>--as</c>; null for one that may make the call.</param>
    /// <exception cref="BadInputException">There is no such role, or no key to act in one.</exception>
    public static Func<string, CancellationToken, ValueTask<string?>> Find(Endpoints endpoints, string? asRole)
    {
        if (asRole is null && Environment.GetEnvironmentVariable(RunningSystem.TokenVariable) is { Length: > 0 } token)
            return (_, _) => ValueTask.FromResult<string?>(token.Trim());
        if (endpoints.SetupKey is { } key)
            return InDevelopment(KeyOf(key), asRole is null ? null : RoleOf(asRole));
        if (asRole is not null)
            throw new BadInputException("--as is for a system in Development, whose set-up key signs; log in as yourself with workforce login");
        if (LogIn.Stored() is { } stored)
            return (_, cancellation) => stored.TokenAsync(cancellation);
        return ClientLogIn.FromEnvironment() is { } client ? (_, cancellation) => client.TokenAsync(cancellation) : (_, _) => ValueTask.FromResult<string?>(null);
    }

    /// <summary>Acts as the people of the story.</summary>
    public static Func<string, CancellationToken, ValueTask<string?>> InDevelopment(SetupKey key, Role? only)
    {
        var people = new StoryPeople(key, only);
        return (path, _) => ValueTask.FromResult(people.TokenFor(path));
    }

    /// <exception cref="BadInputException">There is no such role.</exception>
    public static Role RoleOf(string word) => AccessRules.RoleOf(word)
        ?? throw new BadInputException($"--as '{word}' is no role{Nearest.Hint(word, AccessRules.RoleWords)}; there are {string.Join(", ", AccessRules.RoleWords)}");

    /// <exception cref="BadInputException">The file cannot be read as a key.</exception>
    public static SetupKey KeyOf(string path)
    {
        try
        {
            return SetupKey.Read(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"the set-up key {path} cannot be read: {fault.Message}");
        }
    }
}
