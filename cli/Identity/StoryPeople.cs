using System.Collections.Concurrent;
using Workforce.Access.V1;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Identity;

namespace Workforce.Cli.Identity;

/// <summary>Acts in Development as the first person of the story who may make a call, and says so.</summary>
/// <param name="only">The role to act in; null for whichever may.</param>
public sealed class StoryPeople(SetupKey key, Role? only)
{
    private readonly IReadOnlyList<Person> _people = Person.All();
    private readonly ConcurrentDictionary<Role, (string Token, DateTimeOffset Until)> _signed = [];

    /// <exception cref="BadInputException">The role is one that an appointment gives.</exception>
    public string? TokenFor(string path) =>
        AccessRules.Find(path) is { Roles.Count: > 0 } rule ? TokenOf(Person.Of(_people, only is { } role ? Checked(role) : RoleFor(rule))) : null;

    private Role RoleFor(AccessRule rule) => _people.Select(person => (Role?)person.Role).FirstOrDefault(role => rule.Roles.Contains(role!.Value))
        ?? (rule.Roles.Contains(Role.System) ? Role.System : Checked(rule.Roles[0]));

    private static Role Checked(Role role)
    {
        var word = AccessRules.WordOf(role);
        return AccessRules.ByAppointment.Contains(role) || role is Role.Worker or Role.Vendor
            ? throw new BadInputException($"--as {word} needs a person: set {RunningSystem.TokenVariable} to what workforce token --as {word} prints")
            : role;
    }

    private string TokenOf(Person person)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (_signed.TryGetValue(person.Role, out var signed) && signed.Until > now)
            return signed.Token;
        if (signed.Token is null && person.Role is not Role.System)
            Console.Error.WriteLine($"acting as {person.Name} ({AccessRules.WordOf(person.Role)}{(person.Office.Length > 0 ? $", {person.Office}" : "")})");
        var token = new SetupToken(person.Subject, person.Name, [person.Role], [SetupToken.EveryCity]);
        _signed[person.Role] = (key.Sign(token), now + (token.Lifetime / 2));
        return _signed[person.Role].Token;
    }
}
