namespace Workforce.Access.Tests.Provider;

/// <summary>Who can log in at the provider.</summary>
/// <param name="Roles">Words of roles; what else the person may be, an appointment says.</param>
/// <param name="Cities">Codes of the cities for which the roles are held.</param>
public sealed record Account(string Subject, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Cities)
{
    public string Password => $"password of {Subject}";
}

/// <summary>A program that is known at the provider.</summary>
/// <param name="Secret">Null of one that runs at its user's, who logs in.</param>
/// <param name="Scopes">What it may ask for.</param>
public sealed record ClientProgram(string Id, string? Secret, IReadOnlyList<string> Scopes);

/// <summary>Whom the provider knows, as long as a test does not add more.</summary>
public static class Accounts
{
    /// <summary>Of tokens that are for another system.</summary>
    public const string ScopeElsewhere = "elsewhere";

    public static readonly Account Hr = new("maria", "Maria Tallo", ["hr"], ["kupang"]);

    /// <summary>Has no role but by appointment.</summary>
    public static readonly Account Head = new("kepala-damkar", "Yohanes Nenobais", [], []);

    public static readonly ClientProgram Reader = new("registry-reader", "secret of the reader", ["registry.read", "contract.read", ScopeElsewhere]);

    public static readonly ClientProgram Service = new("contract-service", "secret of the service", ["workforce"]);

    public static readonly ClientProgram CommandLine = new("workforce-cli", null, ["profile", "workforce"]);

    public static IReadOnlyList<Account> People => [Hr, Head];

    public static IReadOnlyList<ClientProgram> Programs => [Reader, Service, CommandLine];
}
