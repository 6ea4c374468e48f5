using System.Collections.Concurrent;
using Workforce.Access.V1;

namespace Workforce.Identity;

/// <summary>Tokens of a set-up key for callers that are no matter: tests and benches of something else than access.</summary>
public static class AnyAllowed
{
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(1);
    private static readonly ConcurrentDictionary<(SetupKey, Role), (string Token, DateTimeOffset Until)> Signed = [];

    /// <summary>A token in a role that the RPC allows, held for every city: <c>system</c> where it is one of them.</summary>
    /// <returns>Null where anyone may call, and where no such RPC is known.</returns>
    public static string? SignFor(this SetupKey key, string path)
    {
        if (AccessRules.Find(path) is not { Roles.Count: > 0 } rule)
            return null;
        var role = rule.Roles.Contains(Role.System) ? Role.System : rule.Roles[0];
        var now = TimeProvider.System.GetUtcNow();
        if (Signed.TryGetValue((key, role), out var signed) && signed.Until - Spare > now)
            return signed.Token;
        var token = new SetupToken($"any {AccessRules.WordOf(role)}", $"any {AccessRules.WordOf(role)}", [role], [SetupToken.EveryCity]);
        Signed[(key, role)] = (key.Sign(token), now + token.Lifetime);
        return Signed[(key, role)].Token;
    }
}
