using Duende.IdentityModel.Client;

namespace Workforce.Identity;

/// <summary>An OpenID Connect provider.</summary>
public static class Provider
{
    /// <summary>What it says of itself (OpenID Connect Discovery 1.0): where tokens are asked for.</summary>
    /// <exception cref="HttpRequestException">It cannot be reached, or says it wrongly.</exception>
    public static async Task<DiscoveryDocumentResponse> DiscoverAsync(HttpClient client, string authority, CancellationToken cancellation)
    {
        using var request = new DiscoveryDocumentRequest
        {
            Address = authority,
            Policy = { RequireHttps = !new Uri(authority).IsLoopback, Authority = authority, ValidateEndpoints = false },
        };
        var found = await client.GetDiscoveryDocumentAsync(request, cancellation);
        if (found.IsError)
            throw new HttpRequestException($"the configuration of {authority} cannot be read: {found.Error}", found.Exception);
        foreach (var endpoint in (string?[])[found.TokenEndpoint, found.DeviceAuthorizationEndpoint])
            if (endpoint is not null && !IsSafe(endpoint))
                throw new HttpRequestException($"{authority} names {endpoint}, which is not of the form https://host/path: secrets are not sent there");
        return found;
    }

    // Without TLS on loopback only.
    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
