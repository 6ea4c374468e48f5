using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Denials;

/// <summary>Denies the tokens of a person, or one token, on every instance of every service.</summary>
public sealed class Deny(DenialStore denials)
{
    /// <returns>The denial; the one in force, when there is one already.</returns>
    /// <exception cref="InvalidInputException">It names neither a person nor a token, or both.</exception>
    public Task<Denial> DenyAsync(Denied denied, string reason, Actor by, CancellationToken cancellation)
    {
        if (denied.Subject.Length == 0 == (denied.TokenId.Length == 0))
            throw new InvalidInputException("subject", null, "or token_id is required, one of them");
        return denials.AddAsync(denied.TokenId.Length > 0 ? denied with { Issuer = "" } : denied, reason, by, cancellation);
    }
}
