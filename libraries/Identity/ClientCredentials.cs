using Duende.IdentityModel.Client;

namespace Workforce.Identity;

/// <summary>Gets tokens by client credentials (RFC 6749, section 4.4): for programs, which have no person to log in.</summary>
/// <param name="authority">The provider, by the address that its tokens name as issuer.</param>
public sealed class ClientCredentials(string authority, string clientId, string? secret, string scope)
{
    /// <returns>The token, and until when it is valid.</returns>
    /// <exception cref="HttpRequestException">The provider cannot be reached, or refuses.</exception>
    public async Task<(string Token, DateTimeOffset Until)> RequestAsync(HttpClient client, CancellationToken cancellation)
    {
        var provider = await Provider.DiscoverAsync(client, authority, cancellation);
        using var request = new ClientCredentialsTokenRequest { Address = provider.TokenEndpoint, ClientId = clientId, ClientSecret = secret, Scope = scope };
        var answer = await client.RequestClientCredentialsTokenAsync(request, cancellation);
        return answer.IsError
            ? throw new HttpRequestException($"{authority} gives {clientId} no token: {answer.Error}", answer.Exception)
            : (answer.AccessToken!, TimeProvider.System.GetUtcNow().AddSeconds(answer.ExpiresIn));
    }
}
