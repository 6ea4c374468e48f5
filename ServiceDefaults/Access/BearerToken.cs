using Microsoft.AspNetCore.Http;

namespace Workforce.ServiceDefaults.Access;

internal static class BearerToken
{
    /// <summary>One is read on every call; a provider that packs a directory into it must be told not to.</summary>
    public const int LongestInBytes = 16 * 1024;

    private const string Scheme = "Bearer ";

    /// <returns>Null when the call has none.</returns>
    public static string? Of(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } text && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? text[Scheme.Length..].Trim()
            : null;
    }
}
