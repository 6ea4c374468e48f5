using System.ComponentModel.DataAnnotations;
using Microsoft.IdentityModel.Tokens;
using Workforce.Identity;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Whose tokens are accepted, and what they say under which names.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>
    /// The OpenID Connect provider, by the address that its tokens name as issuer, for example <c>https://sso.kota.go.id/realms/kepegawaian</c>.
    /// Its keys are read from there, and again when a token names one that is unknown.
    /// </summary>
    public string? Authority { get; init => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>What a token must have been issued for (<c>aud</c>).</summary>
    [Required]
    public string Audience { get; init; } = AccessClaims.UsualAudience;

    /// <summary>Algorithms by which a token may be signed; by default RS256, PS256 and ES256. One with a shared secret is never accepted.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = [];

    /// <summary>File of the set-up key (<see cref="Identity.SetupKey"/>). In Development only.</summary>
    public string? SetupKey { get; init => field = string.IsNullOrEmpty(value) ? null : value; }

    public ClaimOptions Claims { get; init; } = new();

    /// <summary>As whom this service calls others; not needed with a set-up key.</summary>
    public ClientOptions Client { get; init; } = new();

    /// <summary>How often cities and denials are read anew: a denial is in force everywhere after at most two of them, and within 5 seconds.</summary>
    [Range(0.1, 2)]
    public double DirectorySeconds { get; init; } = 2;

    /// <summary>Beyond this age of what is known of cities and denials, calls are refused until it can be read again.</summary>
    [Range(1, 3_600)]
    public int DirectoryLimitSeconds { get; init; } = 60;

    internal IEnumerable<string> AcceptedAlgorithms => Algorithms.Count > 0
        ? Algorithms
        : [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    /// <summary>Who issues the tokens of persons, where there is no saying: the provider, in Development without one the set-up key.</summary>
    public string UsualIssuer => Authority ?? Identity.SetupKey.Issuer;
}

/// <summary>Names of the claims that say what a caller may.</summary>
public sealed class ClaimOptions
{
    /// <summary>Role words, as a list or separated by blanks: <c>hr</c>, <c>auditor</c>, <c>city_it</c>, …</summary>
    public string Roles { get; init; } = AccessClaims.Roles;

    /// <summary>Codes of the cities for which the roles are held; <c>*</c> for every city.</summary>
    public string City { get; init; } = AccessClaims.City;

    /// <summary>Registry's id of the worker who calls.</summary>
    public string Worker { get; init; } = AccessClaims.Worker;

    /// <summary>Registry's id of the vendor that calls.</summary>
    public string Vendor { get; init; } = AccessClaims.Vendor;
}

/// <summary>Client credentials (RFC 6749, section 4.4) of this service at the provider.</summary>
public sealed class ClientOptions
{
    public string? Id { get; init; }

    public string? Secret { get; init; }

    public string Scope { get; init; } = AccessClaims.EveryScope;
}
