using System.Text;
using System.Text.Json;
using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>
/// The person for whom a service calls another: the service is the caller, and the access log of the other names the person as well. Only our own
/// services are believed, which have every scope: another system acts in its own name.
/// </summary>
internal static class OnBehalf
{
    /// <summary>Binary metadata, for a name may have any letters.</summary>
    public const string Key = "on-behalf-of-bin";

    public static Metadata.Entry Of(Actor actor) => new(Key, JsonSerializer.SerializeToUtf8Bytes(actor));

    /// <exception cref="InvalidInputException">It is no person.</exception>
    public static Actor? Read(ServerCallContext context, Caller caller)
    {
        if (!caller.Grants.Any(grant => grant.Role is Role.System) || !caller.Scopes.Contains(AccessClaims.EveryScope) || context.RequestHeaders.GetValueBytes(Key) is not { } bytes)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Actor>(bytes) is { Issuer: not null, Subject: not null, Name: not null } actor && actor.IsWritable ? actor : throw Unreadable();
        }
        catch (Exception fault) when (fault is JsonException or DecoderFallbackException)
        {
            throw Unreadable();
        }
    }

    private static InvalidInputException Unreadable() => new(Key, null, "is not issuer, subject and name as JSON");
}
