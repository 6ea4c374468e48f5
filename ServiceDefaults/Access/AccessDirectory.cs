using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>What a service must know of others to allow or deny a call. Registry owns it.</summary>
/// <param name="Version">Grows with every change of a city, an appointment or a denial.</param>
public sealed record AccessDirectory(long Version, IReadOnlyList<DirectoryCity> Cities, IReadOnlyList<Denied> Denials)
{
    private readonly Dictionary<string, DirectoryCity> _byCode = Cities.ToDictionary(city => city.Code, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, DirectoryCity> _byId = Cities.ToDictionary(city => city.Id);
    private readonly HashSet<Denied> _denials = [.. Denials];

    public DirectoryCity? FindCity(string code) => _byCode.GetValueOrDefault(code);

    public DirectoryCity? FindCity(Guid id) => _byId.GetValueOrDefault(id);

    /// <exception cref="UnauthenticatedException">The person's tokens are denied, or this one is.</exception>
    public void RefuseDenied(Actor actor, string? tokenId)
    {
        if (_denials.Contains(new Denied(actor.Issuer, actor.Subject, "")) || (tokenId is not null && _denials.Contains(new Denied("", "", tokenId))))
            throw new UnauthenticatedException("the token, or who it is of, is on the deny list");
    }
}

/// <param name="TimeZone">IANA name.</param>
/// <param name="PurposeRequired">Reads of personal data must say what for.</param>
public sealed record DirectoryCity(Guid Id, string Code, string TimeZone, bool PurposeRequired);

/// <summary>A person whose tokens, or a token that is no longer accepted; what is not meant is empty.</summary>
public sealed record Denied(string Issuer, string Subject, string TokenId);

/// <summary>Reads the directory.</summary>
/// <param name="version">That is known; 0 when none is.</param>
/// <returns>Null when it is still of that version.</returns>
public delegate Task<AccessDirectory?> FetchDirectory(long version, CancellationToken cancellation);
