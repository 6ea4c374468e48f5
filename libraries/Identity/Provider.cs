using Duende.IdentityModel.Client;

namespace Workforce.Identity;

/// <summary>An OpenID Connect provider.</summary>
public static class Provider
{
    /// <summary>What it says of itself (OpenID Connect Discovery 1.0): where tokens are asked for.</summary>
    /// <exception cref="HttpRequestException">It cannot be reached, or says it wrongly.</exception>
    public static async Task<DiscoveryDocumentResponse> DiscoverAsync(HttpClient client, string authority, CancellationToken cancellation)
    {
        // Without TLS on loopback only.
        using var request = new DiscoveryDocumentRequest
        {
            Address = authority,
            Policy = { RequireHttps = !new Uri(authority).IsLoopback, Authority = authority, ValidateEndpoints = false },
        };
        var found = await client.GetDiscoveryDocumentAsync(request, cancellation);
        return found.IsError ? throw new HttpRequestException($"the configuration of {authority} cannot be read: {found.Error}", found.Exception) : found;
    }
}
