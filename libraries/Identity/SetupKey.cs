using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Workforce.Identity;

/// <summary>
/// The key of a system that is being developed or tried out, which has no identity provider: made when it is set up, in its state folder.
/// Who can read the file can call as any person; no service accepts it outside of Development.
/// </summary>
public sealed class SetupKey
{
    /// <summary>Of all tokens that a set-up key signs.</summary>
    public const string Issuer = "urn:workforce:setup";

    public const string Algorithm = SecurityAlgorithms.EcdsaSha256;

    private readonly SigningCredentials _signing;

    private SetupKey(ECDsa key)
    {
        var security = new ECDsaSecurityKey(key) { KeyId = Base64UrlEncoder.Encode(SHA256.HashData(key.ExportSubjectPublicKeyInfo())) };
        (Public, _signing) = (security, new SigningCredentials(security, Algorithm));
    }

    /// <summary>By which tokens are validated.</summary>
    public SecurityKey Public { get; }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">It has no private key in PEM form.</exception>
    public static SetupKey Read(string path)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return new SetupKey(key);
    }

    /// <summary>A new key (P-256) as PEM, in a file that only its owner may read. An existing file stays.</summary>
    public static void Create(string path)
    {
        if (File.Exists(path))
            return;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            PrivateFile.Write(path, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()), overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another has just made one.
        }
    }

    /// <summary>A token that says who calls. Its times are real ones, whatever a story's clock shows.</summary>
    public string Sign(SetupToken token)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = token.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + token.Lifetime,
            TokenType = "at+jwt",
            Claims = token.Claims().ToDictionary(),
            SigningCredentials = _signing,
        });
    }
}
