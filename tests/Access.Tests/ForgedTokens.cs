using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Workforce.Identity;
using Workforce.Testing;

namespace Workforce.Access.Tests;

/// <summary>Tokens that no service may accept, each wrong in one thing only.</summary>
internal static class ForgedTokens
{
    private static readonly ECDsaSecurityKey Ours = OurKey();

    public static IReadOnlyDictionary<string, string?> All { get; } = new Dictionary<string, string?>
    {
        ["no token"] = null,
        ["no JWT"] = "abc",
        ["expired"] = Sign(descriptor => (descriptor.NotBefore, descriptor.Expires) = (Now.AddHours(-2), Now.AddHours(-1))),
        ["not yet valid"] = Sign(descriptor => (descriptor.NotBefore, descriptor.Expires) = (Now.AddHours(1), Now.AddHours(2))),
        ["without end"] = WithoutEnd(),
        ["other issuer"] = Sign(descriptor => descriptor.Issuer = "https://sso.elsewhere"),
        ["other audience"] = Sign(descriptor => descriptor.Audience = "another system"),
        ["without audience"] = Sign(descriptor => descriptor.Audience = null),
        ["unsigned"] = Sign(descriptor => descriptor.SigningCredentials = null),
        ["HMAC with the public key"] = Sign(descriptor => descriptor.SigningCredentials = new SigningCredentials(
            new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Ours.ECDsa.ExportSubjectPublicKeyInfoPem())) { KeyId = KeyId }, SecurityAlgorithms.HmacSha256)),
        ["another key of the same id"] = Sign(descriptor => descriptor.SigningCredentials = Another(KeyId)),
        ["unknown key"] = Sign(descriptor => descriptor.SigningCredentials = Another("unknown")),
        ["changed"] = Changed(Sign(_ => { })!),
        ["without subject"] = Sign(descriptor => descriptor.Claims.Remove("sub")),
    };

    /// <summary>Right in everything: what the others are measured by.</summary>
    public static string Genuine => Sign(_ => { })!;

    private static string KeyId => Base64UrlEncoder.Encode(SHA256.HashData(Ours.ECDsa.ExportSubjectPublicKeyInfo()));

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private static string? Sign(Action<SecurityTokenDescriptor> spoil)
    {
        Ours.KeyId = KeyId;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = SetupKey.Issuer,
            Audience = AccessClaims.UsualAudience,
            NotBefore = Now,
            Expires = Now.AddHours(1),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "forger",
                [AccessClaims.Roles] = AccessRules.RoleWords.ToArray(),
                [AccessClaims.City] = new[] { SetupToken.EveryCity },
                [AccessClaims.Scope] = AccessClaims.EveryScope,
            },
            SigningCredentials = new SigningCredentials(Ours, SecurityAlgorithms.EcdsaSha256),
        };
        spoil(descriptor);
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    private static string WithoutEnd() => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = SetupKey.Issuer,
        Audience = AccessClaims.UsualAudience,
        Claims = new Dictionary<string, object> { ["sub"] = "forger", [AccessClaims.Roles] = "hr" },
        SigningCredentials = new SigningCredentials(Ours, SecurityAlgorithms.EcdsaSha256),
    });

    private static SigningCredentials Another(string keyId) =>
        new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = keyId }, SecurityAlgorithms.EcdsaSha256);

    // The same signature under other claims.
    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var claims = Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])).Replace("forger", "someone else", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }

    private static ECDsaSecurityKey OurKey()
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(TestTokens.KeyFile));
        return new ECDsaSecurityKey(key);
    }
}
