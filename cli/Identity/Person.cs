using Workforce.Access.V1;
using Workforce.Cli.Cities;
using Workforce.Cli.Connections;
using Workforce.Identity;

namespace Workforce.Cli.Identity;

/// <summary>As whom a command acts in Development: one of the people of <c>examples/people.yaml</c>.</summary>
/// <param name="Office">Where the person works, for the screen.</param>
public sealed record Person(Role Role, string Subject, string Name, string Office)
{
    private static readonly string File = Path.Combine("examples", "people.yaml");

    /// <summary>In the order of the file; outside of a checkout one without a name for each role.</summary>
    /// <exception cref="Errors.BadInputException">The file is invalid.</exception>
    public static IReadOnlyList<Person> All() => Checkout.FindUpwards(File) is { } path ? Read(path) : [];

    /// <summary>Who holds a role: the file's person, or one without a name.</summary>
    public static Person Of(IReadOnlyList<Person> people, Role role) =>
        people.FirstOrDefault(person => person.Role == role) ?? new Person(role, AccessRules.WordOf(role), AccessRules.WordOf(role), "");

    private static IReadOnlyList<Person> Read(string path) => [.. YamlFile.Read(path).Allow("people").Sections("people").Select(Read)];

    private static Person Read(YamlSection entry)
    {
        entry.Allow("role", "subject", "name", "office");
        var role = AccessRules.RoleOf(entry.Text("role")) ?? throw entry.Invalid("role", $"'{entry.Text("role")}' is none of {string.Join(", ", AccessRules.RoleWords)}");
        return new Person(role, entry.Text("subject"), entry.Text("name"), entry.OptionalText("office") ?? "");
    }
}
