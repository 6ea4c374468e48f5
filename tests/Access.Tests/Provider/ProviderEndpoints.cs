using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Workforce.Identity;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Workforce.Access.Tests.Provider;

/// <summary>What OpenIddict leaves to its host: who a token is of, and the page on which a person enters a device's code.</summary>
internal static class ProviderEndpoints
{
    public const string Token = "connect/token";
    public const string Device = "connect/device";
    public const string Verification = "connect/verify";

    /// <summary>Fields of the page.</summary>
    public const string UserCode = "user_code";
    public const string Person = "person";
    public const string Password = "password";
    public const string Answer = "answer";
    public const string Allow = "allow";

    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void Map(WebApplication app)
    {
        app.MapPost(Token, IssueAsync);
        app.MapPost(Verification, VerifyAsync);
    }

    private static async Task IssueAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        // A device code and a refresh token know who has logged in.
        var principal = request.IsClientCredentialsGrantType()
            ? Of(request.ClientId!, request.ClientId!, ["system"], [SetupToken.EveryCity], request.GetScopes())
            : (await context.AuthenticateAsync(Scheme)).Principal!;
        await context.SignInAsync(Scheme, principal);
    }

    private static async Task VerifyAsync(HttpContext context)
    {
        var code = await context.AuthenticateAsync(Scheme);
        var form = await context.Request.ReadFormAsync();
        var account = Accounts.People.FirstOrDefault(known => known.Subject == form[Person] && known.Password == form[Password]);
        if (!code.Succeeded || account is null)
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (form[Answer] == Allow)
            await context.SignInAsync(Scheme, Of(account.Subject, account.Name, account.Roles, account.Cities, code.Principal.GetScopes()));
        else
            await context.ForbidAsync(Scheme);
    }

    private static ClaimsPrincipal Of(string subject, string name, IEnumerable<string> roles, IEnumerable<string> cities, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity("provider", Claims.Name, AccessClaims.Roles);
        identity.SetClaim(Claims.Subject, subject);
        identity.SetClaim(Claims.Name, name);
        identity.SetClaims(AccessClaims.Roles, [.. roles]);
        identity.SetClaims(AccessClaims.City, [.. cities]);
        identity.SetScopes(scopes);
        identity.SetResources(scopes.Contains(Accounts.ScopeElsewhere) ? Accounts.ScopeElsewhere : AccessClaims.UsualAudience);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}
